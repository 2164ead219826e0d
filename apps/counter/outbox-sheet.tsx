import { Button } from "#packages/ui/button.tsx";
import { clock, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { useCounter } from "./counter.ts";
import type { Unconfirmed } from "./outbox.ts";
import { useText } from "./text.ts";
import type { News, Retries } from "./use-retries.ts";

interface OutboxSheetProps {
  retries: Retries;
  onClose(): void;
}

/** What was sent and has no answer yet. Nothing here is called done. */
export function OutboxSheet({ retries, onClose }: OutboxSheetProps) {
  const { t } = useText();
  const { entries, trying, retry } = retries;
  return (
    <Sheet title={t("outbox.title")} closeLabel={t("kit.close")} onClose={onClose}>
      <p className="quiet">{t("outbox.next")}</p>
      {entries.length === 0 ? <p className="outbox-none">{t("outbox.none")}</p> : null}
      <ul className="outbox">
        {entries.map((entry) => (
          <li key={entry.key}>
            <EntryLine entry={entry} retries={retries} />
          </li>
        ))}
      </ul>
      {entries.some((one) => retries.isMine(one) && !retries.isOld(one)) ? (
        <Button wide className="big" busy={trying} onClick={retry}>{t("outbox.retry")}</Button>
      ) : null}
    </Sheet>
  );
}

function EntryLine({ entry, retries }: { entry: Unconfirmed; retries: Retries }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const { billMinor } = entry.input;
  const facts = [
    clock(entry.startedAt, staff.timeZone),
    entry.member,
    billMinor === null ? null : money(billMinor, staff.currency, lang),
    t("outbox.tried", { count: entry.tries }),
  ];
  const old = retries.isOld(entry);
  return (
    <>
      <strong>{inLang(lang, entry.title, entry.titleEn)}</strong>
      <span className="quiet">{facts.filter(Boolean).join(" · ")}</span>
      {retries.isMine(entry) || old ? null : <span className="quiet">{t("outbox.other")}</span>}
      {old ? (
        <>
          <span className="quiet">{t("outbox.old")}</span>
          <Button look="plain" onClick={() => retries.remove(entry.key)}>
            {t("outbox.remove")}
          </Button>
        </>
      ) : null}
    </>
  );
}

/** What became of a commit whose answer had been lost; it stays until it is read. */
export function NewsSheet({ news, onClose }: { news: News; onClose(): void }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const { entry, outcome } = news;
  const amount = (minor: number) => money(minor, staff.currency, lang);
  const title =
    outcome.kind === "refused"
      ? t("outbox.refusedNews", { why: outcome.problem.title })
      : t("outbox.doneNews");
  return (
    <Sheet title={title} closeLabel={t("kit.close")} onClose={onClose}>
      <div className={`news news-${outcome.kind}`}>
        <strong>{inLang(lang, entry.title, entry.titleEn)}</strong>
        <span>
          {[entry.member, clock(entry.startedAt, staff.timeZone)].filter(Boolean).join(" · ")}
        </span>
        {outcome.kind === "done" && outcome.redemption.payableMinor !== null ? (
          <span>{t("result.payable")} {amount(outcome.redemption.payableMinor)}</span>
        ) : null}
        {outcome.kind === "refused" ? <span>{outcome.problem.next}</span> : null}
      </div>
      <Button wide data-first className="big" onClick={onClose}>{t("kit.confirm")}</Button>
    </Sheet>
  );
}
