import { Button, buttonClass } from "#packages/ui/button.tsx";
import { clock } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { toast } from "#packages/ui/toast.tsx";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import type { Wait } from "./booking.ts";
import { useCalls } from "./calls.ts";
import { sayProblem } from "./say.ts";
import { dayIn, dayWords } from "./time.ts";
import { useText } from "./words.ts";

interface WaitListProps {
  waits: readonly Wait[];
  reload(): void;
}

/** What the member waits for, with the place in the row; a turn stands out. */
export function WaitList({ waits, reload }: WaitListProps) {
  const { t } = useText();
  const open = waits.filter(({ state }) => state === "waiting" || state === "offered");
  if (open.length === 0) return null;
  return (
    <section className="bookings-part">
      <h2>{t("book.wait.list")}</h2>
      {open.map((wait) => <Waiting key={wait.waitId} wait={wait} reload={reload} />)}
    </section>
  );
}

const hour = 3_600_000;

function Waiting({ wait, reload }: { wait: Wait; reload(): void }) {
  const { brand, path } = useShop();
  const { t, lang } = useText();
  const calls = useCalls();
  const { fromAt, toAt, ahead, bookingId } = wait;
  const { weekday, date } = dayWords(dayIn(fromAt, brand.timeZone), lang);
  const from = clock(fromAt, brand.timeZone);
  const span = toAt - fromAt < hour ? from : `${from}–${clock(toAt, brand.timeZone)}`;
  const turn = wait.state === "offered" && bookingId;

  async function leave(): Promise<void> {
    try {
      await calls.leave(wait.waitId);
      toast(t("book.wait.left"), "good");
      reload();
    } catch (thrown) {
      sayProblem(thrown);
    }
  }

  return (
    <div className={`bookings-wait ${turn ? "bookings-turn" : ""}`}>
      <p>
        <strong>{date} {weekday} {span}</strong>
        <small>
          {inLang(lang, wait.serviceName, wait.serviceNameEn)} ·{" "}
          {inLang(lang, wait.storeName, wait.storeNameEn)}
        </small>
      </p>
      {turn ? (
        <a
          className={buttonClass("main", true)}
          href={path(`/bookings/${bookingId}`)}
          onClick={onLink}
        >
          {t("book.wait.turn")}
        </a>
      ) : (
        <p role="status">
          {ahead > 0 ? t("book.wait.place", { count: ahead }) : t("book.wait.first")}
        </p>
      )}
      <Button wide look="plain" onClick={() => void leave()}>{t("book.wait.leave")}</Button>
    </div>
  );
}
