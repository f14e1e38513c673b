/** Intl's formatters, each made once for a language: making one takes as long as some hundred uses of it. */
export const numberFormat = keeping(Intl.NumberFormat);
export const dateFormat = keeping(Intl.DateTimeFormat);
export const pluralRules = keeping(Intl.PluralRules);

function keeping<Formatter, Options>(Maker: new (locale: string, options?: Options) => Formatter) {
  const made = new Map<string, Formatter>();
  return (locale: string, options?: Options): Formatter => {
    const name = `${locale} ${JSON.stringify(options)}`;
    const known = made.get(name) ?? new Maker(locale, options);
    made.set(name, known);
    return known;
  };
}
