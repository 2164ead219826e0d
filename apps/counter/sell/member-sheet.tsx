import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Sheet } from "#packages/ui/sheet.tsx";
import { NumberPad } from "../number-pad.tsx";
import { numberAfter, inGroups } from "../pad-text.ts";
import { useText } from "../text.ts";
import { ScanOverlay } from "./scan-overlay.tsx";
import type { Sale } from "./use-sale.ts";

/** Who buys: the card's code by camera or gun, its twelve digits, or the phone number. */
export function MemberSheet({ sale, onClose }: { sale: Sale; onClose(): void }) {
  const { t } = useText();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [scanning, setScanning] = useState(false);

  async function find(text: string): Promise<void> {
    setBusy(true);
    const known = await sale.know(text);
    setBusy(false);
    if (known) onClose();
  }
  if (scanning) {
    return (
      <ScanOverlay
        aim={t("member.aim")}
        onScan={(text) => void find(text)}
        onClose={() => setScanning(false)}
      />
    );
  }
  return (
    <Sheet title={t("member.title")} closeLabel={t("kit.close")} onClose={onClose}>
      <div className="member">
        <Button wide look="soft" className="big" onClick={() => setScanning(true)}>
          {t("member.scan")}
        </Button>
        <div className="number">
          <label htmlFor="member-number">{t("member.number")}</label>
          <input
            id="member-number"
            inputMode="none"
            autoComplete="off"
            data-first
            placeholder="0000 0000 0000"
            value={typed}
            onChange={(event) => setTyped(inGroups(event.target.value))}
          />
          <p className="number-note">{t("member.note")}</p>
        </div>
        <NumberPad
          label={t("pad.number")}
          corner={null}
          onKey={(key) => setTyped(numberAfter(typed, key))}
        />
        <Button
          wide
          className="big huge"
          busy={busy}
          disabled={typed.replaceAll(" ", "").length < 8}
          onClick={() => void find(typed.replaceAll(" ", ""))}
        >
          {t("member.find")}
        </Button>
      </div>
    </Sheet>
  );
}
