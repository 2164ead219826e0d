import type { ReactNode } from "react";

interface PageHeadProps {
  readonly title: string;
  /** One sentence: what is here and what it is for. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
}

export function PageHead({ title, lead, actions }: PageHeadProps) {
  return (
    <header className="c-head">
      <div>
        <h1>{title}</h1>
        {lead ? <p>{lead}</p> : null}
      </div>
      {actions ? <div className="c-head-actions">{actions}</div> : null}
    </header>
  );
}
