import { useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { inFours } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { useCounter } from "../counter.ts";
import { useText } from "../text.ts";
import { useAct } from "./use-act.ts";
import type { Application } from "./use-duties.ts";

interface SheetProps {
  readonly application: Application;
  onChange(next: Application | null): void;
  onClose(): void;
}

/** One application: what its member wrote, and the steps that are open to it. */
export function ApplicationSheet({ application, onChange, onClose }: SheetProps) {
  const { t, lang } = useText();
  const { productName, productNameEn, number, state, answers, reason, document } = application;
  const text = lang === "en" ? (application.documentEn ?? document) : document;
  return (
    <Sheet
      full
      title={inLang(lang, productName, productNameEn)}
      closeLabel={t("kit.close")}
      onClose={onClose}
    >
      <dl className="facts facts-sheet">
        <div><dt>{t("duties.number")}</dt><dd>{inFours(number)}</dd></div>
        <div><dt>{t("duties.state")}</dt><dd>{t(`duties.state.${state}`)}</dd></div>
        {answers.map((one) => (
          <div key={one.key}>
            <dt>{inLang(lang, one.label, one.labelEn)}</dt>
            <dd>{inLang(lang, one.value, one.valueEn)}</dd>
          </div>
        ))}
        {reason ? <div><dt>{t("duties.reason")}</dt><dd>{reason}</dd></div> : null}
      </dl>
      {text ? <p className="duty-document">{text}</p> : null}
      <Steps application={application} onChange={onChange} />
    </Sheet>
  );
}

const told = ["finish", "return", "refuse"] as const;
type Told = (typeof told)[number];

function Steps({ application, onChange }: Omit<SheetProps, "onClose">) {
  const { brand } = useCounter();
  const { t } = useText();
  const [telling, setTelling] = useState<Told>();
  const { busy, run } = useAct<Application>((next) => {
    setTelling(undefined);
    onChange(next);
  });
  const { applicationId, may } = application;
  const path = { brand: brand.key, applicationId };
  const open = told.filter((one) => may.includes(one));
  if (telling) {
    return (
      <Tell
        act={telling}
        busy={busy}
        onBack={() => setTelling(undefined)}
        onTell={(words) => void run("duties.saved", (api) => {
          if (telling === "finish") {
            return api.call("finishApplication", { path, body: { result: words } });
          }
          const body = { reason: words };
          return telling === "return"
            ? api.call("sendApplicationBack", { path, body })
            : api.call("turnApplicationDown", { path, body });
        })}
      />
    );
  }
  return (
    <div className="pickup-acts">
      {may.includes("accept") ? (
        <Button
          wide
          className="big"
          busy={busy}
          onClick={() => void run("duties.accepted", (api) =>
            api.call("acceptApplication", { path }))}
        >
          {t("duties.accept")}
        </Button>
      ) : null}
      {open.map((one) => (
        <Button
          key={one}
          wide
          className="big"
          look={one === "finish" ? "main" : one === "refuse" ? "danger" : "soft"}
          onClick={() => setTelling(one)}
        >
          {t(`duties.step.${one}`)}
        </Button>
      ))}
      {may.includes("print") ? <Print application={application} /> : null}
    </div>
  );
}

interface TellProps {
  readonly act: Told;
  readonly busy: boolean;
  onTell(words: string): void;
  onBack(): void;
}

/** What the member will read. */
function Tell({ act, busy, onTell, onBack }: TellProps) {
  const { t } = useText();
  const [words, setWords] = useState("");
  const text = words.trim();
  return (
    <div className="pickup-acts">
      <label className="duty-tell">
        {t(act === "finish" ? "duties.result" : "duties.why")}
        <textarea
          rows={3}
          maxLength={act === "finish" ? 500 : 200}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <Button
        wide
        className="big"
        look={act === "refuse" ? "danger" : "main"}
        busy={busy}
        disabled={text === ""}
        onClick={() => onTell(text)}
      >
        {t(`duties.sure.${act}`)}
      </Button>
      <Button wide look="plain" onClick={onBack}>{t("duties.back")}</Button>
    </div>
  );
}

/** Counted before its file is there; all after the first say so on the paper. */
function Print({ application }: { readonly application: Application }) {
  const { brand, store } = useCounter();
  const { t } = useText();
  const [printNo, setPrintNo] = useState<number>();
  const { busy, run } = useAct<{ printNo: number }>((made) => made && setPrintNo(made.printNo));
  const path = { brand: brand.key, applicationId: application.applicationId };
  const file = `/api/${brand.key}/applications/${application.applicationId}/document.pdf`;
  if (printNo) {
    return (
      <a
        className={buttonClass("main", true, "big")}
        href={`${file}?print=${printNo}`}
        target="_blank"
        rel="noreferrer"
      >
        {t(printNo === 1 ? "duties.file" : "duties.fileAgain", { count: printNo - 1 })}
      </a>
    );
  }
  const again = application.prints.length > 0;
  return (
    <Button
      wide
      className="big"
      busy={busy}
      onClick={() => void run("duties.printed", (api) =>
        api.call("printApplication", { path, body: { storeId: store.storeId } }))}
    >
      {t(again ? "duties.printAgain" : "duties.print")}
    </Button>
  );
}
