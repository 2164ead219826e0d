import { exactTime } from "#packages/ui/format.ts";
import { useShop } from "../shop.ts";
import { spokenMark, timeLeft } from "./time-left.ts";
import { useTick } from "./use-tick.ts";
import { useText } from "./words.ts";

interface CountdownProps {
  /** What happens then: `距开始`. */
  label: string;
  until: number;
}

/** Days, hours, minutes and seconds by the server's clock; every figure keeps its place. */
export function Countdown({ label, until }: CountdownProps) {
  const { now, brand } = useShop();
  const { t, lang } = useText();
  const at = useTick(now);
  const left = timeLeft(until, at);
  const parts = [
    ...(left.days > 0 ? [["days", left.days] as const] : []),
    ["hours", left.hours] as const,
    ["minutes", left.minutes] as const,
    ["seconds", left.seconds] as const,
  ];
  return (
    <div className="flash-clock">
      <p>
        {label}
        <time dateTime={new Date(until).toISOString()}>
          {exactTime(until, brand.timeZone, lang, at)}
        </time>
      </p>
      <div className="flash-digits" role="timer" aria-live="off">
        {parts.map(([part, value]) => (
          <span key={part}>
            <b>{String(value).padStart(2, "0")}</b>
            <small>{t(`flash.${part}`)}</small>
          </span>
        ))}
      </div>
      <Spoken label={label} until={until} at={at} />
    </div>
  );
}

/** Said at round marks only; in between a screen reader is left in peace. */
function Spoken({ label, until, at }: CountdownProps & { at: number }) {
  const { t } = useText();
  const mark = spokenMark(until, at);
  const words = mark === null || mark === 0
    ? ""
    : mark >= 60
      ? t("flash.spokenMinutes", { label, count: mark / 60 })
      : t("flash.spokenSeconds", { label, count: mark });
  return (
    <p className="b-hidden" aria-live="polite">
      {words}
    </p>
  );
}
