import type { ReactNode } from "react";
import { Card } from "#packages/ui/card.tsx";
import { dayAndClock } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import type { Application } from "./calls.ts";
import { useText } from "./words.ts";

interface PartProps {
  application: Application;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <h2 className="apply-part">{title}</h2>
      {children}
    </Card>
  );
}

interface FactsProps {
  facts: readonly { readonly key: string; readonly name: string; readonly value: string }[];
}

function Facts({ facts }: FactsProps) {
  return (
    <dl className="booking-facts">
      {facts.map(({ key, name, value }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the member wrote, and the document that came of it. */
export function Written({ application }: PartProps) {
  const { t, lang } = useText();
  const { answers, document, documentEn } = application;
  const facts = answers.map((one) => ({
    key: one.key,
    name: inLang(lang, one.label, one.labelEn),
    value: inLang(lang, one.value, one.valueEn),
  }));
  return (
    <>
      {document ? (
        <Part title={t("application.document")}>
          <p className="apply-document">{inLang(lang, document, documentEn)}</p>
        </Part>
      ) : null}
      {facts.length > 0 ? (
        <Part title={t("application.written")}><Facts facts={facts} /></Part>
      ) : null}
    </>
  );
}

/** Where and when it was printed. */
export function Prints({ application }: PartProps) {
  const { t, lang } = useText();
  const { prints, timeZone } = application;
  if (prints.length === 0) return null;
  return (
    <Part title={t("application.prints")}>
      <ul className="apply-prints">
        {prints.map(({ printNo, storeName, storeNameEn, printedAt }) => {
          const at = dayAndClock(printedAt, timeZone, lang);
          const store = inLang(lang, storeName, storeNameEn);
          return (
            <li key={printNo}>
              {printNo === 1
                ? t("application.printed", { at, store })
                : t("application.reprinted", { at, store, count: printNo - 1 })}
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

const acts = ["submit", "resubmit", "accept", "return", "finish", "refuse", "withdraw"] as const;

export function Steps({ application }: PartProps) {
  const { t, lang } = useText();
  const facts = application.steps.map(({ act, at }, place) => {
    const known = acts.find((one) => one === act);
    return {
      key: String(place),
      name: known ? t(`application.step.${known}`) : act,
      value: dayAndClock(at, application.timeZone, lang),
    };
  });
  return <Part title={t("application.steps")}><Facts facts={facts} /></Part>;
}
