import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Spinner } from "#packages/ui/feedback.tsx";
import { money } from "#packages/ui/format.ts";
import { useCounter } from "../counter.ts";
import { Glyph } from "../glyph.tsx";
import { useText } from "../text.ts";
import { Step } from "./pay-step.tsx";
import { payCodeOf } from "./sale.ts";
import { ScanOverlay } from "./scan-overlay.tsx";
import type { Order } from "./till-api.ts";
import type { Sale } from "./use-sale.ts";

interface CodeStepProps {
  sale: Sale;
  order: Order;
  look: "ask" | "asking" | "waiting" | "failed";
}

/** A code off the member's screen pays; until it has failed no other way is offered. */
export function CodeStep({ sale, order, look }: CodeStepProps) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const [scanning, setScanning] = useState(false);
  const { payBy, stopCode, cancel } = sale.sending;
  const open = look === "ask" || look === "failed";
  const stop = (
    <Button wide look="plain" className="big" disabled={look === "asking"} onClick={stopCode}>
      {t("code.stop")}
    </Button>
  );
  return (
    <Step
      title={t("code.title")}
      onBack={open ? cancel : stopCode}
      acts={open ? <Ways sale={sale} onScan={() => setScanning(true)} /> : stop}
    >
      <section className="pay-total">
        <span>{t("pay.due")}</span>
        <strong>{money(order.openMinor, staff.currency, lang)}</strong>
      </section>
      {look === "failed" ? <p className="code-failed" role="alert">{t("code.failed")}</p> : null}
      {open ? <Typed onCode={payBy} /> : (
        <p className="code-wait" role="status"><Spinner /> {t("code.waiting")}</p>
      )}
      {scanning ? (
        <ScanOverlay
          aim={t("code.aim")}
          onScan={(text) => {
            const scanned = payCodeOf(text);
            if (!scanned) return;
            setScanning(false);
            payBy(scanned);
          }}
          onClose={() => setScanning(false)}
        />
      ) : null}
    </Step>
  );
}

function Ways({ sale, onScan }: { sale: Sale; onScan(): void }) {
  const { t } = useText();
  const { takeRest, cancel } = sale.sending;
  return (
    <>
      <Button wide className="big huge" onClick={onScan}>
        <Glyph name="scan" /> {t("code.scan")}
      </Button>
      <div className="pay-ways">
        <Button look="plain" className="big" onClick={() => takeRest("cash")}>
          {t("pay.cash")}
        </Button>
        <Button look="plain" className="big" onClick={() => takeRest("terminal")}>
          {t("pay.card")}
        </Button>
        <Button look="plain" className="big" onClick={cancel}>{t("code.cancel")}</Button>
      </div>
    </>
  );
}

function Typed({ onCode }: { onCode(payCode: string): void }) {
  const { t } = useText();
  const [typed, setTyped] = useState("");
  const code = payCodeOf(typed);
  return (
    <form
      className="number"
      onSubmit={(event) => {
        event.preventDefault();
        if (code) onCode(code);
      }}
    >
      <label htmlFor="pay-code">{t("code.number")}</label>
      <input
        id="pay-code"
        inputMode="numeric"
        autoComplete="off"
        placeholder="0000 0000 0000 0000 00"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" look="soft" className="big" disabled={!code}>{t("code.go")}</Button>
    </form>
  );
}
