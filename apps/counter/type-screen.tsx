import { useId, useState, type FormEvent } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Icon } from "#packages/ui/icon.tsx";
import { numberLength } from "./bookings/check-in.ts";
import { NumberPad } from "./number-pad.tsx";
import { inGroups, numberAfter } from "./pad-text.ts";
import { useText } from "./text.ts";
import type { Flow, Misread } from "./use-flow.ts";

/** The number that a member reads out, or the one printed on a voucher. */
export function TypeScreen({ flow }: { flow: Flow }) {
  const { t } = useText();
  const id = useId();
  const [number, setNumber] = useState("");
  const [why, setWhy] = useState<Misread | null>(null);
  const count = number.replaceAll(" ", "").length;
  const booking = count === numberLength;
  const missing = count <= 12 ? 12 - count : 16 - count;

  function change(next: string): void {
    setNumber(next);
    setWhy(null);
  }

  function check(event: FormEvent): void {
    event.preventDefault();
    if (missing === 0 || booking) setWhy(flow.read(number));
  }

  return (
    <form className="app desk" onSubmit={check}>
      <header className="desk-head">
        <button
          type="button"
          className="b-icon-button"
          aria-label={t("kit.back")}
          onClick={flow.toScan}
        >
          <Icon name="back" size={26} />
        </button>
        <h1>{t("type.title")}</h1>
      </header>
      <main className="desk-body desk-bottom">
        <div className={`number ${count > 12 ? "number-long" : ""}`}>
          <label htmlFor={id}>{t("type.label")}</label>
          <input
            id={id}
            inputMode="none"
            autoComplete="off"
            autoFocus
            placeholder="0000 0000 0000"
            value={number}
            aria-invalid={why ? true : undefined}
            aria-describedby={`${id}-note`}
            onChange={(event) => change(inGroups(event.target.value))}
          />
          <p
            id={`${id}-note`}
            className={why ? "number-bad" : "number-note"}
            role={why ? "alert" : undefined}
          >
            {why ? `${t(`read.${why}`)} · ${t(`read.${why}Next`)}` : null}
            {!why && booking ? t("bookings.typed") : null}
            {!why && !booking && missing > 0 ? t("type.left", { count: missing }) : null}
          </p>
        </div>
        <NumberPad
          label={t("pad.number")}
          corner={null}
          onKey={(key) => change(numberAfter(number, key))}
        />
      </main>
      <footer className="desk-acts">
        <Button wide type="submit" className="big" disabled={missing !== 0 && !booking}>
          {t("type.check")}
        </Button>
      </footer>
    </form>
  );
}
