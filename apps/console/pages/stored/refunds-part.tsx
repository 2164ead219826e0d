import { Button } from "antd";
import { type Item, useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

type Refund = Item<"listTopUpRefunds">;

/** Refunds of a member's top-ups, while there are any; one that failed is sent again from here. */
export function Refunds({ memberId }: { memberId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const found = useAnswer("listTopUpRefunds", { path: { ...brand.path, memberId } });
  if (found.error) return <ErrorNote error={found.error} again={() => void found.refetch()} />;
  if (!found.data || found.data.items.length === 0) return null;
  return (
    <>
      <h2>{t("holder.refunds")}</h2>
      <ul className="c-holder-refunds">
        {found.data.items.map((one) => <RefundRow key={one.refundId} refund={one} />)}
      </ul>
    </>
  );
}

function RefundRow({ refund }: { refund: Refund }) {
  const brand = useBrand();
  const { t } = useText();
  const retry = useWrite("retryTopUpRefund", { done: t("holder.refundSent") });
  const { refundId, state, atTill } = refund;
  const failed = state === "failed";
  const said = t(atTill ? "holder.refund.till" : `holder.refund.${state}`);
  return (
    <li>
      <strong>{brand.money(refund.amountMinor)}</strong>
      <span className={failed ? "c-bad" : "c-quiet"}>
        {failed && refund.failure ? `${said} · ${refund.failure}` : said}
      </span>
      <span className="c-quiet">{brand.at(refund.endedAt ?? refund.startedAt)}</span>
      {failed && brand.may("orders.refund") ? (
        <Button
          size="small"
          loading={retry.isPending}
          onClick={() => retry.mutate({ path: { ...brand.path, refundId } })}
        >
          {t("holder.refundAgain")}
        </Button>
      ) : null}
    </li>
  );
}
