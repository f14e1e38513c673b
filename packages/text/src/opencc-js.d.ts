/** The character tables of opencc-js carry no types of their own: pairs "traditional simplified" joined by "|". */
declare module "opencc-js/dict/TSCharacters" {
  const table: string;
  export default table;
}
