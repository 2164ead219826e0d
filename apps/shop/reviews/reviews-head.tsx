import { Icon } from "#packages/ui/icon.tsx";
import { goBack } from "../router.ts";
import { useText } from "./words.ts";

/** The way back, and whose reviews these are. */
export function ReviewsHead({ title, back }: { title: string; back: string }) {
  const { t } = useText();
  return (
    <header className="show-head">
      <button
        type="button"
        className="b-icon-button"
        aria-label={t("kit.back")}
        onClick={() => goBack(back)}
      >
        <Icon name="back" size={24} />
      </button>
      <h1>{title}</h1>
    </header>
  );
}
