import { Drawer } from "antd";
import { inLang } from "#packages/ui/i18n.ts";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { dayName } from "../../parts/days.ts";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import type { LoopFilter } from "./figures.ts";

interface EventsDrawerProps {
  readonly figure: string;
  readonly label: string;
  readonly filter: LoopFilter;
  readonly open: boolean;
  onClose(): void;
}

type LoopEvent = Item<"listLoopEvents">;

/** The events behind one figure, page by page. */
export function EventsDrawer({ figure, label, filter, open, onClose }: EventsDrawerProps) {
  const brand = useBrand();
  const { t, lang } = useText();
  const query = { figure, limit: 50, ...filter };
  const pages = usePages("listLoopEvents", { path: brand.path, query }, { enabled: open });
  const { from, to } = filter;
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size="min(760px, 100vw)"
      title={t("events.title", { figure: label })}
    >
      {from && to ? (
        <p className="c-quiet">
          {t("events.lead", { from: dayName(from, lang), to: dayName(to, lang) })}
        </p>
      ) : null}
      <Listing
        label={t("events.title", { figure: label })}
        pages={pages}
        columns={useColumns()}
        keyOf={(one) => one.eventId}
        faded={(one) => one.undone || one.excludedRule !== null}
        empty={<Empty title={t("events.empty")} next={t("loop.emptyRowsNext")} />}
      />
    </Drawer>
  );
}

const kinds = {
  "channels.touched": "kind.touched",
  "channels.engaged": "kind.engaged",
  "channels.traffic_reported": "kind.reported",
  "channels.visited": "kind.visited",
  "campaigns.member_reached": "kind.reached",
  "wallet.voucher_issued": "kind.claimed",
  "redemption.committed": "kind.redeemed",
  "redemption.undone": "kind.undone",
  "orders.stepped": "kind.stepped",
  "orders.paid_up": "kind.paid",
  "bookings.served": "kind.served",
} as const;

function useColumns(): Column<LoopEvent>[] {
  const { t } = useText();
  const brand = useBrand();
  return [
    {
      key: "at",
      title: t("events.at"),
      head: true,
      cell: (one) => (
        <>
          {brand.at(one.occurredAt)}
          <small>{t("events.position", { position: one.position })}</small>
        </>
      ),
    },
    { key: "what", title: t("events.what"), cell: (one) => <What event={one} /> },
    { key: "where", title: t("events.where"), cell: (one) => <Where event={one} /> },
    { key: "amount", title: t("events.amount"), end: true, cell: (one) => <Amount event={one} /> },
  ];
}

function What({ event }: { event: LoopEvent }) {
  const { t } = useText();
  const brand = useBrand();
  const known = kinds[event.kind as keyof typeof kinds];
  const rule = event.excludedRule;
  const late = event.recordedAt !== null && event.recordedAt - event.occurredAt > 60_000;
  return (
    <>
      {known ? t(known) : event.kind}
      {event.newMember === null ? null : (
        <small>{event.newMember ? t("loop.new") : t("loop.known")}</small>
      )}
      {event.undone ? <small>{t("events.undone")}</small> : null}
      {rule ? (
        <small>
          {t("events.rule", {
            rule: t(`rule.${rule}` as "rule.bot"),
            version: event.ruleVersion ?? 1,
          })}
        </small>
      ) : null}
      {late ? <small>{t("events.recorded", { at: brand.at(event.recordedAt ?? 0) })}</small> : null}
    </>
  );
}

function Where({ event }: { event: LoopEvent }) {
  const { lang } = useText();
  const named = [event.unit, event.channel, event.sourceCode, event.campaign, event.offer];
  return (
    <>
      {named.map((one) =>
        one ? <span key={one.id}>{inLang(lang, one.label, one.labelEn)}</span> : null,
      )}
    </>
  );
}

function Amount({ event }: { event: LoopEvent }) {
  const { t } = useText();
  const brand = useBrand();
  if (event.visits !== null) return t("events.count", { count: event.visits });
  if (event.kind === "orders.paid_up") return <>{brand.money(event.billMinor)}</>;
  if (!event.kind.startsWith("redemption.")) return <>—</>;
  return (
    <>
      <span>{t("events.bill", { amount: brand.money(event.billMinor) })}</span>
      <small>{t("events.discount", { amount: brand.money(event.discountMinor) })}</small>
    </>
  );
}
