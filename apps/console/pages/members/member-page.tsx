import { Button, Skeleton } from "antd";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { lastDay } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { type Item, useAnswer, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { Listing } from "../../parts/listing.tsx";
import { Empty, ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { type ActKind, PointsDialog } from "./points-dialog.tsx";
import { saidOf } from "./posting-words.ts";

/** One member: tier and points, each change of them as a sentence, and what staff may do. */
export function MemberPage() {
  const { memberId } = useParams({ strict: false }) as { memberId: string };
  const brand = useBrand();
  const { t } = useText();
  const path = { ...brand.path, memberId };
  const member = useAnswer("getMember", { path });
  if (member.error) return <ErrorNote error={member.error} />;
  if (!member.data) return <Skeleton active />;
  const { masked, nameMasked, joinedAt } = member.data;
  return (
    <>
      <PageHead
        title={[masked, nameMasked].filter(Boolean).join(" · ")}
        lead={t("member.joined", { day: brand.at(joinedAt) })}
      />
      <div className="c-member">
        <TierPanel memberId={memberId} />
        <PointsPanel memberId={memberId} erased={member.data.erased} />
      </div>
      <h2>{t("member.postings")}</h2>
      <Postings memberId={memberId} />
    </>
  );
}

interface PanelProps {
  readonly memberId: string;
}

function TierPanel({ memberId }: PanelProps) {
  const brand = useBrand();
  const { t, lang } = useText();
  const path = { ...brand.path, memberId };
  const card = useAnswer("getCard", { path: brand.path });
  const standing = useAnswer("getMemberTier", { path });
  const changes = usePages("listMemberTierChanges", { path, query: { limit: 5 } });
  if (!standing.data || !card.data) return <Skeleton active />;
  const { tierId, heldUntil, spentMinor } = standing.data;
  const tier = card.data.card?.tiers.find((one) => one.tierId === tierId);
  const { timeZone } = brand.me.brand;
  const named = (name: string | null, nameEn: string | null) =>
    name ? inLang(lang, name, nameEn) : t("member.noTier");
  return (
    <section className="c-panel">
      <h2>{t("member.tier")}</h2>
      <p className="c-member-figure">{named(tier?.name ?? null, tier?.nameEn ?? null)}</p>
      <p>{t("member.spent", { amount: brand.money(spentMinor) })}</p>
      {heldUntil ? (
        <p>{t("member.heldUntil", { day: lastDay(heldUntil, timeZone, lang, Date.now()) })}</p>
      ) : null}
      {changes.items.length > 0 ? (
        <ul className="c-member-changes">
          {changes.items.map((one) => (
            <li key={one.changeId}>
              {brand.at(one.at)}
              {" "}
              {t(`member.why.${one.why as "spent"}`, {
                from: named(one.from, one.fromEn),
                to: named(one.to, one.toEn),
              })}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function PointsPanel({ memberId, erased }: PanelProps & { readonly erased: boolean }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const [doing, setDoing] = useState<ActKind>();
  const points = useAnswer("getMemberPoints", { path: { ...brand.path, memberId } });
  if (!points.data) return <Skeleton active />;
  const { spendable, pending, frozen, owed, expiring } = points.data;
  const soonest = expiring[0];
  const { timeZone } = brand.me.brand;
  return (
    <section className="c-panel">
      <h2>{t("member.points")}</h2>
      <p className="c-member-figure">{spendable}</p>
      <p>{t("member.parts", { pending, frozen })}</p>
      {owed > 0 ? <p>{t("member.owed", { points: owed })}</p> : null}
      {soonest ? (
        <p>
          {t("member.expiring", {
            points: soonest.points,
            day: lastDay(soonest.at, timeZone, lang, Date.now()),
          })}
        </p>
      ) : null}
      {brand.may("points.manage") && !erased ? (
        <p className="c-actions">
          <Button onClick={() => setDoing("correct")}>{t("member.correct")}</Button>
          <Button disabled={spendable === 0} onClick={() => setDoing("freeze")}>
            {t("member.freeze")}
          </Button>
          <Button disabled={frozen === 0} onClick={() => setDoing("unfreeze")}>
            {t("member.unfreeze")}
          </Button>
        </p>
      ) : null}
      {doing ? (
        <PointsDialog memberId={memberId} kind={doing} onClose={() => setDoing(undefined)} />
      ) : null}
    </section>
  );
}

type Posting = Item<"listMemberPointsPostings">;

function Postings({ memberId }: PanelProps) {
  const brand = useBrand();
  const { t } = useText();
  const path = { ...brand.path, memberId };
  const pages = usePages("listMemberPointsPostings", { path, query: { limit: 50 } });
  return (
    <Listing<Posting>
      label={t("member.postings")}
      pages={pages}
      keyOf={(one) => one.entryId}
      empty={<Empty title={t("member.noPostings")} next={t("member.noPostingsNext")} />}
      columns={[
        {
          key: "what",
          title: t("member.what"),
          head: true,
          cell: (one) => <Said row={one} />,
        },
        {
          key: "change",
          title: t("member.change"),
          end: true,
          cell: (one) => signed(saidOf(one).change),
        },
        { key: "at", title: t("member.when"), cell: (one) => brand.at(one.at) },
        {
          key: "who",
          title: t("member.who"),
          cell: (one) => [one.staffName, one.reason].filter(Boolean).join("：") || "—",
        },
      ]}
    />
  );
}

const signed = (change: number): string =>
  change === 0 ? "" : `${change > 0 ? "+" : "−"}${Math.abs(change)}`;

function Said({ row }: { row: Posting }) {
  const brand = useBrand();
  const { t } = useText();
  const { key, points } = saidOf(row);
  const words = t(key, { points });
  if (!row.orderId || !brand.may("orders.work")) return <>{words}</>;
  return (
    <Link to="/$brand/orders/$orderId" params={{ brand: brand.key, orderId: row.orderId }}>
      {words}
    </Link>
  );
}
