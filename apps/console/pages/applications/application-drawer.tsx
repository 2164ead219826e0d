import { Button, Drawer, Input } from "antd";
import { useState } from "react";
import { inFours } from "#packages/ui/format.ts";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { Note } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { type Application, StateMark } from "./applications-page.tsx";

interface DrawerProps {
  readonly application: Application;
  /** The store that one stands in: prints are counted there. */
  readonly storeId: string;
  onChange(application: Application): void;
  onClose(): void;
}

/** One application: what its member wrote, every step that is open to it, its document. */
export function ApplicationDrawer(props: DrawerProps) {
  const { application, onClose } = props;
  const brand = useBrand();
  const { t } = useText();
  const { productName: name, productNameEn: nameEn, reason, forgottenAt, document } = application;
  return (
    <Drawer open onClose={onClose} size="min(520px, 100vw)" title={brand.named({ name, nameEn })}>
      {reason ? <Note tone="plain" title={t("applications.reason")} next={reason} /> : null}
      {forgottenAt === null ? null : <Note tone="plain" title={t("applications.forgotten")} />}
      <Facts application={application} />
      <Steps {...props} />
      {document ? <Paper {...props} /> : null}
    </Drawer>
  );
}

function Facts({ application }: { readonly application: Application }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const { answers, number, state, storeName, storeNameEn, memberMasked, madeAt } = application;
  const english = lang === "en";
  const facts = [
    { key: " number", name: t("applications.number"), value: inFours(number) },
    {
      key: " store",
      name: t("applications.store"),
      value: brand.named({ name: storeName, nameEn: storeNameEn }),
    },
    { key: " member", name: t("applications.member"), value: memberMasked ?? "—" },
    { key: " made", name: t("applications.made"), value: brand.at(madeAt) },
    ...answers.map((one) => ({
      key: one.key,
      name: english ? (one.labelEn ?? one.label) : one.label,
      value: english ? (one.valueEn ?? one.value) : one.value,
    })),
  ];
  return (
    <dl className="c-booking-facts">
      <div>
        <dt>{t("applications.state")}</dt>
        <dd><StateMark state={state} /></dd>
      </div>
      {facts.map(({ key, name, value }) => (
        <div key={key}><dt>{name}</dt><dd>{value}</dd></div>
      ))}
    </dl>
  );
}

const asking = ["finish", "return", "refuse"] as const;
type Asking = (typeof asking)[number];

/** The steps; those that say something ask for it first. */
function Steps({ application, onChange }: DrawerProps) {
  const brand = useBrand();
  const { t } = useText();
  const [doing, setDoing] = useState<Asking>();
  const path = { ...brand.path, applicationId: application.applicationId };
  const onDone = (next: Application) => {
    setDoing(undefined);
    onChange(next);
  };
  const accept = useWrite("acceptApplication", { done: t("form.saved"), onDone });
  const open = asking.filter((one) => application.may.includes(one));
  return (
    <>
      <div className="c-inline">
        {application.may.includes("accept") ? (
          <Button type="primary" loading={accept.isPending} onClick={() => accept.mutate({ path })}>
            {t("applications.step.accept")}
          </Button>
        ) : null}
        {open.map((one) => (
          <Button
            key={one}
            type={one === "finish" ? "primary" : "default"}
            danger={one === "refuse"}
            onClick={() => setDoing(one)}
          >
            {t(`applications.step.${one}`)}
          </Button>
        ))}
      </div>
      {doing && open.includes(doing) ? <Say key={doing} act={doing} path={path} onDone={onDone} />
        : null}
    </>
  );
}

interface SayProps {
  readonly act: Asking;
  readonly path: { readonly brand: string; readonly applicationId: string };
  onDone(application: Application): void;
}

function Say({ act, path, onDone }: SayProps) {
  const { t } = useText();
  const [text, setText] = useState("");
  const said = { done: t("form.saved"), onDone };
  const finish = useWrite("finishApplication", said);
  const giveBack = useWrite("sendApplicationBack", said);
  const refuse = useWrite("turnApplicationDown", said);
  const words = text.trim();
  const run = () => {
    if (act === "finish") finish.mutate({ path, body: { result: words } });
    else if (act === "return") giveBack.mutate({ path, body: { reason: words } });
    else refuse.mutate({ path, body: { reason: words } });
  };
  const label = t(act === "finish" ? "applications.result" : "applications.why");
  return (
    <div className="c-times">
      <label htmlFor="application-say">{label}</label>
      <Input.TextArea
        id="application-say"
        rows={3}
        maxLength={act === "finish" ? 500 : 200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        type="primary"
        danger={act === "refuse"}
        disabled={words === ""}
        loading={[finish, giveBack, refuse].some((one) => one.isPending)}
        onClick={run}
      >
        {t(`applications.sure.${act}`)}
      </Button>
    </div>
  );
}

/** The document and its prints; each is counted before its file is there. */
function Paper({ application, storeId, onChange }: DrawerProps) {
  const brand = useBrand();
  const { t, lang } = useText();
  const { applicationId, document, documentEn, prints, may } = application;
  const [printNo, setPrintNo] = useState<number>();
  const base = `/api/${brand.path.brand}/applications/${applicationId}/document.pdf`;
  const print = useWrite("printApplication", {
    onDone: (made) => {
      setPrintNo(made.printNo);
      const store = { storeName: t("applications.here"), storeNameEn: null };
      const now = { ...store, printNo: made.printNo, printedAt: Date.now() };
      onChange({ ...application, prints: [...prints, now] });
    },
  });
  const path = { ...brand.path, applicationId };
  return (
    <section className="c-fields">
      <h3>{t("applications.document")}</h3>
      <p className="c-document">{lang === "en" ? (documentEn ?? document) : document}</p>
      {may.includes("print") ? (
        <div className="c-inline">
          <Button
            type="primary"
            loading={print.isPending}
            onClick={() => print.mutate({ path, body: { storeId } })}
          >
            {t(prints.length === 0 ? "applications.print" : "applications.printAgain")}
          </Button>
          {printNo ? (
            <Button href={`${base}?print=${printNo}`} target="_blank">
              {t(printNo === 1 ? "applications.file" : "applications.fileAgain")}
            </Button>
          ) : null}
        </div>
      ) : null}
      <ul className="c-prints">
        {prints.map((one) => (
          <li key={one.printNo}>
            {brand.at(one.printedAt)}{" "}
            {brand.named({ name: one.storeName, nameEn: one.storeNameEn })}
            {one.printNo > 1
              ? ` · ${t("applications.reprint", { count: one.printNo - 1 })}`
              : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
