import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty } from "#packages/ui/feedback.tsx";
import { Field } from "#packages/ui/field.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { useCounter } from "../counter.ts";
import { useText } from "../text.ts";
import { ApplicationSheet } from "./application-sheet.tsx";
import { useAct } from "./use-act.ts";
import type { Application } from "./use-duties.ts";

interface ApplicationListProps {
  readonly items: readonly Application[];
  onChange(): void;
}

/** What was applied for at this store, and any other by its number, to be printed here. */
export function ApplicationList({ items, onChange }: ApplicationListProps) {
  const { t } = useText();
  const [open, setOpen] = useState<Application>();
  const shown = open && (items.find((one) => one.applicationId === open.applicationId) ?? open);
  return (
    <>
      <Find onFound={setOpen} />
      {items.length === 0 ? (
        <Empty
          icon="check"
          title={t("duties.applicationsNone")}
          next={t("duties.applicationsNoneNext")}
        />
      ) : (
        <ul className="duty-list">
          {items.map((one) => (
            <li key={one.applicationId}>
              <ApplicationCard one={one} onOpen={() => setOpen(one)} onChange={onChange} />
            </li>
          ))}
        </ul>
      )}
      {shown ? (
        <ApplicationSheet
          application={shown}
          onChange={(next) => {
            if (next) setOpen(next);
            onChange();
          }}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  );
}

interface ApplicationCardProps {
  readonly one: Application;
  onOpen(): void;
  onChange(): void;
}

function ApplicationCard({ one, onOpen, onChange }: ApplicationCardProps) {
  const { brand } = useCounter();
  const { t, lang } = useText();
  const { busy, run } = useAct(onChange);
  const path = { brand: brand.key, applicationId: one.applicationId };
  const written = one.answers.slice(0, 2).map(({ value }) => value).join(" · ");
  return (
    <article className="duty">
      <button type="button" className="duty-open" onClick={onOpen}>
        <span className="row-words">
          <strong>{inLang(lang, one.productName, one.productNameEn)}</strong>
          <small>{written || "—"}</small>
          <small>{t(`duties.state.${one.state}`)}</small>
        </span>
      </button>
      <span className="duty-acts">
        {one.may.includes("accept") ? (
          <Button
            className="big"
            busy={busy}
            onClick={() => void run("duties.accepted", (api) =>
              api.call("acceptApplication", { path }))}
          >
            {t("duties.accept")}
          </Button>
        ) : (
          <Button className="big" look="soft" onClick={onOpen}>{t("duties.open")}</Button>
        )}
      </span>
    </article>
  );
}

/** The number on the member's screen; of another store it is printed only. */
function Find({ onFound }: { onFound(found: Application): void }) {
  const { brand, store } = useCounter();
  const { t } = useText();
  const [code, setCode] = useState("");
  const { busy, run } = useAct<Application>((found) => found && onFound(found));
  const query = { code: code.trim(), storeId: store.storeId };
  return (
    <form
      className="duty-find"
      onSubmit={(event) => {
        event.preventDefault();
        void run("duties.found", (api) =>
          api.call("findApplication", { path: { brand: brand.key }, query }));
      }}
    >
      <Field
        label={t("duties.find")}
        value={code}
        inputMode="numeric"
        autoComplete="off"
        maxLength={300}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" look="soft" busy={busy} disabled={!code.trim()}>
        {t("duties.findGo")}
      </Button>
    </form>
  );
}
