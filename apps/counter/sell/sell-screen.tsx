import type { ReactNode } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { useCounter, useOnline } from "../counter.ts";
import { RefusalBlock } from "../result-screen.tsx";
import { useText } from "../text.ts";
import { GoodsStep } from "./goods-step.tsx";
import type { Sale } from "./use-sale.ts";

/** The first screen of a sale, below the store's head; why there is none where there is none. */
export function SellScreen({ sale }: { sale: Sale }) {
  const { store, staff } = useCounter();
  const { t, lang } = useText();
  const online = useOnline();
  const till = useLoad(`${store.storeId} ${lang}`, sale.api.open);
  if (!staff.sells) {
    return <Plain><Notice title={t("sell.noRight")} next={t("sell.noRightNext")} /></Plain>;
  }
  if (!online) {
    return <Plain><Notice title={t("sell.offline")} next={t("sell.offlineNext")} /></Plain>;
  }
  if (till.problem) {
    const { title, next } = till.problem;
    const retry = <Button look="plain" onClick={till.reload}>{t("kit.retry")}</Button>;
    return <Plain><Notice title={title} next={next} action={retry} /></Plain>;
  }
  if (!till.data) return <Plain><Skeleton label={t("kit.loading")} /></Plain>;
  const { why } = till.data;
  if (why) return <Plain><RefusalBlock refusal={{ ...why, params: {} }} /></Plain>;
  return <GoodsStep sale={sale} />;
}

function Plain({ children }: { children: ReactNode }) {
  const { t } = useText();
  return (
    <div className="page">
      <h1>{t("nav.sell")}</h1>
      {children}
    </div>
  );
}
