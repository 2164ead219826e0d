import type { ReactNode } from "react";

interface TicketProps {
  /** The promise in a few big characters: `¥10`, `8折`. */
  big: string;
  /** What the big characters mean: `立减`. */
  small?: string;
  title: string;
  /** Conditions, one a line. */
  terms: readonly string[];
  /** Below the perforation: a note on the left, the one action on the right. */
  note?: ReactNode;
  action?: ReactNode;
  faded?: boolean;
  stamp?: string;
}

/** A paper ticket: promise on the stub, conditions beside it, one action below the tear line. */
export function VoucherTicket(props: TicketProps) {
  const { big, small, title, terms, note, action, faded, stamp } = props;
  return (
    <article className={`b-ticket ${faded ? "b-ticket-faded" : ""}`}>
      <div className="b-ticket-top">
        <div className={`b-ticket-stub ${big.length > 5 ? "b-ticket-long" : ""}`}>
          {small ? <span className="b-ticket-small">{small}</span> : null}
          <span className="b-ticket-big">{big}</span>
        </div>
        <div className="b-ticket-words">
          <h2>{title}</h2>
          {terms.map((term) => (
            <p key={term}>{term}</p>
          ))}
        </div>
        {stamp ? <span className="b-ticket-stamp">{stamp}</span> : null}
      </div>
      {note || action ? (
        <div className="b-ticket-foot">
          <div className="b-ticket-note">{note}</div>
          {action}
        </div>
      ) : null}
    </article>
  );
}
