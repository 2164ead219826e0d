import type { ReactNode } from "react";
import "../styles/book.css";
import "../styles/orders.css";
import "../styles/apply.css";
import { InStore } from "../cart/in-store.tsx";
import { loadMore as loadCart } from "../cart/words.ts";
import { ApplicationScreen } from "./application-screen.tsx";
import { ApplicationsScreen } from "./applications-screen.tsx";
import { ApplyScreen } from "./apply-screen.tsx";
import { loadMore as loadApply } from "./words.ts";

export async function loadMore(): Promise<void> {
  await Promise.all([loadCart(), loadApply()]);
}

interface ApplyPartProps {
  code: string;
  productId: string;
  lost: ReactNode;
}

/** The form of a product in a store. */
export function ApplyPart({ code, productId, lost }: ApplyPartProps) {
  return (
    <InStore code={code} lost={lost}>
      {(store) => <ApplyScreen store={store} productId={productId} />}
    </InStore>
  );
}

/** The member's applications, or one of them. */
export function ApplicationsPart({ applicationId }: { applicationId: string | null }) {
  return applicationId
    ? <ApplicationScreen key={applicationId} applicationId={applicationId} />
    : <ApplicationsScreen />;
}
