import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { Figure } from "#packages/ui/figure.tsx";
import { clock, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useClock } from "#packages/ui/use-clock.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Api, ListedRedemption } from "./api.ts";
import { dayIn, phoneNow, useCounter } from "./counter.ts";
import { Glyph } from "./glyph.tsx";
import { useText } from "./text.ts";
import { UndoSheet } from "./undo-sheet.tsx";

/** This store's redemptions of today, newest first. */
export function TodayScreen() {
  const { api, staff, store } = useCounter();
  const { t } = useText();
  const day = dayIn(staff.timeZone, Date.now());
  const list = useLoad(`${store.storeId} ${day}`, () => wholeDay(api, store.storeId, day));
  const [open, setOpen] = useState<ListedRedemption>();
  const rows = list.data;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("today.title")}</h1>
        <button
          type="button"
          className="b-icon-button"
          aria-label={t("today.refresh")}
          onClick={list.reload}
        >
          <Glyph name="again" />
        </button>
      </div>
      {list.loading ? <Skeleton label={t("kit.loading")} /> : null}
      {list.problem ? (
        <Notice
          title={list.problem.title}
          next={list.problem.next}
          action={<Button look="plain" onClick={list.reload}>{t("kit.retry")}</Button>}
        />
      ) : null}
      {rows?.length === 0 ? (
        <Empty icon="ticket" title={t("today.none")} next={t("today.noneNext")} />
      ) : null}
      {rows && rows.length > 0 ? (
        <>
          <Totals rows={rows} />
          <ul className="rows">
            {rows.map((row) => (
              <li key={row.redemptionId}>
                <RedemptionLine row={row} onOpen={() => setOpen(row)} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {open ? (
        <Detail
          row={open}
          onClose={() => setOpen(undefined)}
          onUndone={() => {
            setOpen(undefined);
            list.reload();
            toast(t("undo.done"), "good");
          }}
        />
      ) : null}
    </div>
  );
}

const pagesMost = 20;

/** A busy store has some hundred a day; totals need them all. */
async function wholeDay(api: Api, storeId: string, day: string): Promise<ListedRedemption[]> {
  const rows: ListedRedemption[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < pagesMost; count += 1) {
    const page = await api.redemptions(storeId, day, cursor);
    rows.push(...page.items);
    if (page.next === null) break;
    cursor = page.next;
  }
  return rows;
}

function Totals({ rows }: { rows: readonly ListedRedemption[] }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const counted = rows.filter((row) => row.undoneAt === null);
  const unknown = counted.filter((row) => row.payableMinor === null).length;
  const sum = (of: (row: ListedRedemption) => number | null) =>
    counted.some((row) => of(row) !== null)
      ? money(counted.reduce((total, row) => total + (of(row) ?? 0), 0), staff.currency, lang)
      : "—";
  return (
    <section className="totals">
      <Figure label={t("today.count")} value={String(counted.length)} />
      <Figure label={t("today.discount")} value={sum((row) => row.discountMinor)} />
      <Figure label={t("today.payable")} value={sum((row) => row.payableMinor)} />
      {unknown > 0 ? <p className="quiet">{t("today.unknown", { count: unknown })}</p> : null}
    </section>
  );
}

function RedemptionLine({ row, onOpen }: { row: ListedRedemption; onOpen(): void }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const undone = row.undoneAt !== null;
  const off = row.discountMinor;
  return (
    <button type="button" className={`row ${undone ? "row-undone" : ""}`} onClick={onOpen}>
      <span className="row-time">{clock(row.at, staff.timeZone)}</span>
      <span className="row-words">
        <strong>{inLang(lang, row.title, row.titleEn)}</strong>
        <small>{row.memberMasked ?? t("preview.bearer")}</small>
      </span>
      <span className="row-amount">
        {undone ? t("today.undone") : null}
        {!undone && off !== null ? `−${money(off, staff.currency, lang)}` : null}
        {!undone && off === null ? "—" : null}
      </span>
      <Icon name="next" size={18} />
    </button>
  );
}

interface DetailProps {
  row: ListedRedemption;
  onClose(): void;
  onUndone(): void;
}

function Detail({ row, onClose, onUndone }: DetailProps) {
  const { api, staff } = useCounter();
  const { t, lang } = useText();
  const [undoing, setUndoing] = useState(false);
  const now = useClock(phoneNow);
  const amount = (minor: number | null) =>
    minor === null ? "—" : money(minor, staff.currency, lang);
  const mayUndo = row.undoneAt === null && row.undoUntil !== null && row.undoUntil > now;
  if (undoing) {
    return (
      <UndoSheet
        undo={(reason) => api.undo(row.redemptionId, reason)}
        onClose={() => setUndoing(false)}
        onUndone={onUndone}
      />
    );
  }
  return (
    <Sheet
      title={inLang(lang, row.title, row.titleEn)}
      closeLabel={t("kit.close")}
      onClose={onClose}
    >
      <dl className="facts facts-sheet">
        <div><dt>{t("preview.for")}</dt><dd>{row.memberMasked ?? t("preview.bearer")}</dd></div>
        <div><dt>{t("result.at")}</dt><dd>{clock(row.at, staff.timeZone)}</dd></div>
        <div><dt>{t("result.bill")}</dt><dd>{amount(row.billMinor)}</dd></div>
        <div><dt>{t("result.discount")}</dt><dd>{amount(row.discountMinor)}</dd></div>
        <div><dt>{t("result.payable")}</dt><dd>{amount(row.payableMinor)}</dd></div>
        {row.undoneAt === null ? null : (
          <div><dt>{t("today.undone")}</dt><dd>{clock(row.undoneAt, staff.timeZone)}</dd></div>
        )}
      </dl>
      {mayUndo ? (
        <Button wide look="danger" className="big" onClick={() => setUndoing(true)}>
          <Glyph name="undo" size={20} /> {t("result.undo")}
        </Button>
      ) : null}
      {!mayUndo && row.undoneAt === null ? <p className="quiet">{t("today.noUndo")}</p> : null}
    </Sheet>
  );
}
