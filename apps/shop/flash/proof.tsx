import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useShop } from "../shop.ts";
import type { Draw, Entry, Release, Slot } from "./answer.ts";
import { recompute } from "./recompute.ts";
import { useText } from "./words.ts";

interface ProofProps {
  release: Release;
  slot: Slot;
  entry: Entry | undefined;
}

/** What fixes a draw beforehand and proves it afterwards. */
export function Proof({ release, slot, entry }: ProofProps) {
  const { t } = useText();
  const { brand } = useShop();
  if (!slot.commitment) return null;
  const path = `/${brand.key}/api/releases/${release.releaseId}/slots/${slot.slotId}/draw`;
  return (
    <Card title={t("proof.title")} className="flash-proof">
      <dl>
        <dt>{t("proof.sealed")}</dt>
        <dd><code>{slot.commitment}</code></dd>
        {slot.seed ? (
          <>
            <dt>{t("proof.seed")}</dt>
            <dd><code>{slot.seed}</code></dd>
          </>
        ) : null}
      </dl>
      {slot.seed ? (
        <>
          <Check key={slot.slotId} release={release} slot={slot} entry={entry} />
          <a href={path}>{t("proof.data")}</a>
        </>
      ) : (
        <p className="quiet">{t("proof.before")}</p>
      )}
    </Card>
  );
}

interface Checked {
  good: boolean;
  count: number;
  stock: number;
  digest: string;
  place: number | undefined;
}

/** All entries are fetched and put in order anew, on this phone. */
function Check({ release, slot, entry }: ProofProps) {
  const { t } = useText();
  const { api, brand } = useShop();
  const [reading, setReading] = useState<number>();
  const [checked, setChecked] = useState<Checked>();
  const [problem, setProblem] = useState<Problem>();

  async function check(): Promise<void> {
    setProblem(undefined);
    setReading(0);
    const path = { brand: brand.key, releaseId: release.releaseId, slotId: slot.slotId };
    const items: Draw["items"][number][] = [];
    try {
      let page = await api.call("getReleaseDraw", { path, query: { limit: 200 } });
      for (items.push(...page.items); page.next !== null; items.push(...page.items)) {
        setReading(items.length);
        page = await api.call("getReleaseDraw", {
          path, query: { limit: 200, cursor: page.next },
        });
      }
      const place = items.find((one) => one.entryId === entry?.entryId)?.place;
      setChecked({
        place,
        good: recompute({ ...page, items }),
        count: items.length,
        stock: page.stock,
        digest: page.digest ?? "",
      });
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setReading(undefined);
  }

  if (!checked) {
    return (
      <>
        {problem ? <Notice {...problem} /> : null}
        <Button wide look="soft" busy={reading !== undefined} onClick={() => void check()}>
          {reading ? t("proof.checking", { count: reading }) : t("proof.check")}
        </Button>
      </>
    );
  }
  const { good, count, stock, digest, place } = checked;
  return (
    <div role="status">
      <Notice
        tone={good ? "good" : "bad"}
        title={good ? t("proof.good", { count }) : t("proof.bad")}
        {...(place ? { next: t("proof.mine", { place }) } : {})}
      />
      <dl>
        <dt>{t("proof.digest")} · {t("proof.drawn", { count, stock })}</dt>
        <dd><code>{digest}</code></dd>
      </dl>
    </div>
  );
}
