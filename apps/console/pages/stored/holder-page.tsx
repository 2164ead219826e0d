import { Link, useParams } from "@tanstack/react-router";
import { Button, Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { type Item, useAnswer, usePages, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { Listing } from "../../parts/listing.tsx";
import { Empty, ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { RefundDialog } from "./refund-dialog.tsx";
import { Refunds } from "./refunds-part.tsx";

type Stored = Answer<"getMemberStoredValue">;
export type Lot = Item<"listMemberStoredLots">;
type Movement = Item<"listMemberStoredMovements">;

const kinds = [
  "top_up", "gift_card", "stored_pay", "stored_return", "stored_refund", "stored_lapse",
] as const;

/** One member's stored value: the balance, its card, its top-ups and each movement. */
export function HolderPage() {
  const brand = useBrand();
  const { t } = useText();
  const { memberId } = useParams({ strict: false }) as { memberId: string };
  const path = { ...brand.path, memberId };
  const member = useAnswer("getMember", { path });
  const stored = useAnswer("getMemberStoredValue", { path });
  const error = member.error ?? stored.error;
  if (error) return <ErrorNote error={error} again={() => void stored.refetch()} />;
  if (!member.data || !stored.data) return <Skeleton active />;
  const name = [member.data.masked, member.data.nameMasked].filter(Boolean).join(" · ");
  return (
    <>
      <PageHead
        title={t("holder.title", { member: name })}
        actions={<Link to={`/${brand.key}/members`}>{t("holder.back")}</Link>}
      />
      <Balance memberId={memberId} stored={stored.data} />
      <div className="c-sections">
        <h2>{t("holder.lots")}</h2>
        <Lots memberId={memberId} />
        <Refunds memberId={memberId} />
        <h2>{t("holder.moves")}</h2>
        <Movements memberId={memberId} />
      </div>
    </>
  );
}

function Balance({ memberId, stored }: { memberId: string; stored: Stored }) {
  const brand = useBrand();
  const { t } = useText();
  const { principalMinor, bonusMinor, card } = stored;
  const path = { ...brand.path, memberId };
  const block = useWrite("blockMemberStoredCard", { done: t("holder.blockDone") });
  const replace = useWrite("replaceMemberStoredCard", { done: t("holder.replaced") });
  return (
    <div className="c-holder">
      <dl>
        <div><dt>{t("holder.principal")}</dt><dd>{brand.money(principalMinor)}</dd></div>
        <div><dt>{t("holder.bonus")}</dt><dd>{brand.money(bonusMinor)}</dd></div>
      </dl>
      <p>
        {card ? t("holder.card", { last4: card.last4 }) : t("holder.noCard")}
        {card?.state === "blocked" ? (
          <strong className="c-bad"> {t("holder.blocked")}</strong>
        ) : null}
      </p>
      {card ? (
        <span className="c-actions">
          {card.state === "in_use" && brand.may("orders.work") ? (
            <Popconfirm
              title={t("form.confirmSure")}
              description={t("holder.blockSure")}
              onConfirm={() => block.mutate({ path })}
            >
              <Button size="small">{t("holder.block")}</Button>
            </Popconfirm>
          ) : null}
          {brand.may("orders.refund") ? (
            <Popconfirm
              title={t("form.confirmSure")}
              description={t("holder.replaceSure")}
              onConfirm={() => replace.mutate({ path })}
            >
              <Button size="small">{t("holder.replace")}</Button>
            </Popconfirm>
          ) : null}
        </span>
      ) : null}
    </div>
  );
}

function Lots({ memberId }: { memberId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const [refunding, setRefunding] = useState<Lot | null>(null);
  const pages = usePages("listMemberStoredLots", {
    path: { ...brand.path, memberId },
    query: { limit: 50 },
  });
  const sum = (minor: number) => brand.money(minor);
  return (
    <>
      <Listing<Lot>
        label={t("holder.lots")}
        pages={pages}
        keyOf={(one) => one.lotId}
        empty={<Empty title={t("holder.noMoves")} />}
        columns={[
          {
            key: "what",
            title: t("holder.what"),
            head: true,
            cell: (one) => t(`holder.source.${one.source}`),
          },
          {
            key: "paid",
            title: t("holder.paid"),
            end: true,
            cell: (one) => sum(one.principalMinor),
          },
          { key: "bonus", title: t("holder.bonus"), end: true, cell: (one) => sum(one.bonusMinor) },
          { key: "left", title: t("holder.left"), end: true, cell: (one) => sum(one.leftMinor) },
          {
            key: "back",
            title: t("holder.refundable"),
            end: true,
            cell: (one) => sum(one.refundMinor),
          },
          { key: "at", title: t("holder.at"), cell: (one) => brand.at(one.madeAt) },
          {
            key: "act",
            title: "",
            end: true,
            cell: (one) =>
              one.refundMinor > 0 && brand.may("orders.refund") ? (
                <Button size="small" onClick={() => setRefunding(one)}>{t("holder.refund")}</Button>
              ) : null,
          },
        ]}
      />
      {refunding ? <RefundDialog lot={refunding} onClose={() => setRefunding(null)} /> : null}
    </>
  );
}

function Movements({ memberId }: { memberId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const pages = usePages("listMemberStoredMovements", {
    path: { ...brand.path, memberId },
    query: { limit: 50 },
  });
  return (
    <Listing<Movement>
      label={t("holder.moves")}
      pages={pages}
      keyOf={(one) => one.entryId}
      empty={<Empty title={t("holder.noMoves")} />}
      columns={[
        { key: "what", title: t("holder.what"), head: true, cell: (one) => <Said move={one} /> },
        {
          key: "principal",
          title: t("holder.principal"),
          end: true,
          cell: (one) => brand.money(one.principalMinor),
        },
        {
          key: "bonus",
          title: t("holder.bonus"),
          end: true,
          cell: (one) => brand.money(one.bonusMinor),
        },
        { key: "at", title: t("holder.at"), cell: (one) => brand.at(one.at) },
      ]}
    />
  );
}

function Said({ move }: { move: Movement }) {
  const brand = useBrand();
  const { t } = useText();
  const kind = kinds.find((one) => one === move.kind);
  const text = kind ? t(`holder.kind.${kind}`) : move.kind;
  const ofOrder = kind === "stored_pay" || kind === "stored_return";
  if (!ofOrder || !move.causeId) return text;
  return <Link to={`/${brand.key}/orders/${move.causeId}`}>{text}</Link>;
}
