import { useWrite } from "../../../ask.ts";
import { useBrand } from "../../../brand.tsx";
import { useText } from "../../../text.ts";
import type { Batch } from "./codes-page.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";

/** Every unused code of a batch is void from the click on. */
export function RecallDialog({ batch, onClose }: { batch: Batch; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const recall = useWrite("recallCodeBatch", { done: t("bulk.recallBegun"), onDone: onClose });
  const path = { ...brand.path, batchId: batch.batchId };
  return (
    <ReasonDialog
      title={t("bulk.recallTitle", { name: batch.name })}
      note={t("bulk.recallNote")}
      label={t("bulk.recallReason")}
      hint={t("bulk.recallReasonHint")}
      ok={t("bulk.recall")}
      danger
      busy={recall.isPending}
      onReason={(reason) => recall.mutate({ path, body: { reason } })}
      onClose={onClose}
    />
  );
}
