import { useWrite } from "../../../ask.ts";
import { useBrand } from "../../../brand.tsx";
import { useText } from "../../../text.ts";
import type { Batch } from "./codes-page.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";

/** Asks what for, then the browser downloads the file by itself, whatever its size. */
export function ExportDialog({ batch, onClose }: { batch: Batch; onClose(): void }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const ask = useWrite("requestCodeExport", {
    onDone({ exportId }) {
      location.assign(`/api/${brand.key}/code-exports/${exportId}/codes.csv?lang=${lang}`);
      onClose();
    },
  });
  const path = { ...brand.path, batchId: batch.batchId };
  return (
    <ReasonDialog
      title={t("bulk.exportTitle", { name: batch.name })}
      note={t("bulk.exportNote")}
      label={t("bulk.exportReason")}
      hint={t("bulk.exportReasonHint")}
      ok={t("bulk.exportGo")}
      busy={ask.isPending}
      onReason={(reason) => ask.mutate({ path, body: { reason } })}
      onClose={onClose}
    />
  );
}
