import { Button } from "antd";
import { useState } from "react";
import type { Category } from "#packages/pricing/browser.ts";
import { useText } from "../../../text.ts";
import { move } from "./policy-draft.ts";
import type { Policy } from "./stacking-page.tsx";

export interface PolicyPartProps {
  readonly policy: Policy;
  change(policy: Policy): void;
  readonly locked: boolean;
}

/** The order in which categories are subtracted; each moves by a button, so also by keyboard. */
export function OrderList({ policy, change, locked }: PolicyPartProps) {
  const { t } = useText();
  const [said, say] = useState("");
  const go = (category: Category, by: -1 | 1) => {
    const next = move(policy, category, by);
    change(next);
    const place = next.order.indexOf(category) + 1;
    say(t("stacking.moved", { category: t(`category.${category}`), place }));
  };
  return (
    <section className="c-fields">
      <h2>{t("stacking.order")}</h2>
      <p className="c-quiet">{t("stacking.orderHint")}</p>
      <ol className="c-order">
        {policy.order.map((category, at) => (
          <li key={category}>
            <span className="c-order-place">{at + 1}</span>
            <span>{t(`category.${category}`)}</span>
            {locked ? null : (
              <span className="c-order-moves">
                <Button
                  type="text"
                  disabled={at === 0}
                  aria-label={t("stacking.earlier", { category: t(`category.${category}`) })}
                  onClick={() => go(category, -1)}
                >
                  ↑
                </Button>
                <Button
                  type="text"
                  disabled={at === policy.order.length - 1}
                  aria-label={t("stacking.later", { category: t(`category.${category}`) })}
                  onClick={() => go(category, 1)}
                >
                  ↓
                </Button>
              </span>
            )}
          </li>
        ))}
      </ol>
      <p className="b-hidden" role="status">{said}</p>
    </section>
  );
}
