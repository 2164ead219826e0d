import { useId, type ComponentProps, type ReactNode } from "react";

interface FieldProps extends ComponentProps<"input"> {
  label: string;
  hint?: ReactNode;
  error?: string;
}

/** A labelled input. Its text is 16 px, because iOS zooms the page into anything smaller. */
export function Field({ label, hint, error, ...input }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={`b-field ${error ? "b-field-bad" : ""}`}>
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
      />
      {note ? (
        <p id={`${id}-note`} className="b-field-note" role={error ? "alert" : undefined}>
          {note}
        </p>
      ) : null}
    </div>
  );
}

interface TickProps {
  label: string;
  note?: string;
  checked: boolean;
  onChange(checked: boolean): void;
}

/** A check box whose whole line is the target. */
export function Tick({ label, note, checked, onChange }: TickProps) {
  return (
    <label className="b-tick">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {label}
        {note ? <small>{note}</small> : null}
      </span>
    </label>
  );
}
