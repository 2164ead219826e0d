import type { ReactNode } from "react";
import { LangSwitch } from "#packages/ui/lang-switch.tsx";
import { AccountMenu } from "../account-menu.tsx";
import { switchLang, useText } from "../text.ts";

interface AloneProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** The signed-in person; without one only the language can be changed. */
  readonly person?: string | null;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A page outside of any brand: one column, one thing to do. */
export function Alone({ title, lead, person, wide, children }: AloneProps) {
  const { lang } = useText();
  return (
    <main className={`c-alone ${wide ? "c-alone-wide" : ""}`}>
      <header className="c-alone-head">
        <Loop />
        {person !== undefined ? (
          <AccountMenu name={person} />
        ) : (
          <LangSwitch lang={lang} onSwitch={(next) => void switchLang(next)} />
        )}
      </header>
      <h1>{title}</h1>
      {lead ? <p className="c-alone-lead">{lead}</p> : null}
      {children}
    </main>
  );
}

function Loop() {
  return (
    <span className="c-loop">
      <img src="/icon.svg" alt="" width={36} height={36} />
      <strong>闭环</strong>
      <span>Bihuan</span>
    </span>
  );
}
