import type { ReactNode } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Store } from "../api.ts";
import { useShop } from "../shop.ts";
import { useText } from "./words.ts";

interface InStoreProps {
  code: string;
  /** In place of a store that does not exist or has closed. */
  lost: ReactNode;
  children(store: Store): ReactNode;
}

/** The store of the address: from the page itself, else asked. */
export function InStore({ code, lost, children }: InStoreProps) {
  const { api, first } = useShop();
  const { t } = useText();
  const carried = first.store?.code === code ? first.store : undefined;
  const asked = useLoad(carried ? null : `store ${code}`, () => api.storePage(code));
  const { problem, reload } = asked;
  if (problem?.status === 404 || problem?.status === 410) return lost;
  if (problem) {
    const again = <Button look="plain" onClick={reload}>{t("kit.retry")}</Button>;
    return (
      <div className="page">
        <Notice {...problem} action={again} />
      </div>
    );
  }
  const store = carried ?? asked.data?.store;
  if (!store) {
    return (
      <div className="page">
        <Skeleton label={t("kit.loading")} />
      </div>
    );
  }
  return children(store);
}
