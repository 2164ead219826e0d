import { Barcode } from "#packages/ui/barcode.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { inFours } from "#packages/ui/format.ts";
import { QrCode } from "#packages/ui/qr-code.tsx";
import { Sheet } from "#packages/ui/sheet.tsx";
import { useMemberCode } from "./use-member-code.ts";
import { useText } from "./words.ts";

/** The code by which a till knows the member: as a picture, and as a number to read out. */
export function CodeSheet({ onClose }: { onClose(): void }) {
  const { t } = useText();
  const { code, problem, now } = useMemberCode();
  const left = code ? Math.min(60, Math.max(0, Math.ceil((code.shownUntil - now) / 1_000))) : 0;
  return (
    <Sheet title={t("card.show")} closeLabel={t("kit.close")} onClose={onClose}>
      <div className="card-code">
        {problem ? <Notice {...problem} /> : null}
        {!code && !problem ? <Skeleton rows={4} label={t("kit.loading")} /> : null}
        {code && code.spokenUntil > now ? (
          <>
            <div className="card-qr"><QrCode value={code.link} label={t("card.qr")} /></div>
            <p className="quiet">{t("card.codeNext", { seconds: left })}</p>
            <p className="card-number">{inFours(code.spoken)}</p>
            <Barcode digits={code.spoken} label={t("card.barcode")} />
            <p className="quiet">{t("card.codeNote")}</p>
          </>
        ) : null}
      </div>
    </Sheet>
  );
}
