import { useSearchParams } from "../../lib/navigation.js";
import { useAddressText } from "../../lib/use-address-text.js";

/** Narrows a list to what holds some letters; they stand in the address: /people?name=lin */
export function LetterFilter({ parameter, label }: { parameter: string; label: string }) {
  const [, setAddress] = useSearchParams();
  const box = useAddressText(parameter, (text, isNewStep) =>
    setAddress(text.trim() === "" ? {} : { [parameter]: text }, { replace: !isNewStep }),
  );
  return (
    <search className="letter-filter">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          box.commit();
        }}
      >
        <label htmlFor="letters">{label}</label>
        <input
          id="letters"
          type="search"
          autoComplete="off"
          value={box.typed}
          onChange={(event) => box.type(event.currentTarget.value)}
          onBlur={() => box.commit()}
        />
      </form>
    </search>
  );
}
