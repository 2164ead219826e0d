import { buttonClass } from "#packages/ui/button.tsx";
import { Empty } from "#packages/ui/feedback.tsx";
import { kitText } from "#packages/ui/i18n.ts";
import { Icon, type IconName } from "#packages/ui/icon.tsx";
import { goBack, onLink } from "./router.ts";

/** The head of a screen that was opened from another one. */
export function ScreenHead({ back, title }: { back: string; title: string }) {
  const { t } = kitText();
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

interface NothingHereProps {
  icon?: IconName;
  title: string;
  next: string;
  /** Where the others are, and what they are called. */
  back: string;
  backTo: string;
}

/** In place of one thing that there is not, or not for this member. */
export function NothingHere({ icon, title, next, back, backTo }: NothingHereProps) {
  return (
    <div className="page page-narrow">
      <Empty
        {...(icon ? { icon } : {})}
        title={title}
        next={next}
        action={
          <a className={buttonClass("main")} href={back} onClick={onLink}>{backTo}</a>
        }
      />
    </div>
  );
}
