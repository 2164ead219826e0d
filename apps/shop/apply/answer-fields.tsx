import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { Field } from "#packages/ui/field.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import type { Application, Given } from "./calls.ts";
import { useText } from "./words.ts";

type Asked = Application["fields"][number] & { readonly known?: string | null };

interface AnswerFormProps {
  fields: readonly Asked[];
  first: Readonly<Record<string, string>>;
  submit: string;
  onSubmit(answers: Given): Promise<void>;
}

/** The questions of a form; what the brand knows already need not be written. */
export function AnswerForm({ fields, first, submit, onSubmit }: AnswerFormProps) {
  const [typed, setTyped] = useState(first);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Problem>();

  async function send(): Promise<void> {
    setBusy(true);
    setFailed(undefined);
    const answers = fields.map(({ key }) => ({ key, value: typed[key]?.trim() || null }));
    await onSubmit(answers).catch((thrown) => setFailed(asProblem(thrown)));
    setBusy(false);
  }

  return (
    <form
      className="apply-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {fields.map((field) => (
        <Question
          key={field.key}
          field={field}
          value={typed[field.key] ?? ""}
          onChange={(value) => setTyped((now) => ({ ...now, [field.key]: value }))}
        />
      ))}
      {failed ? <Notice {...failed} /> : null}
      <Button wide busy={busy} type="submit">{submit}</Button>
    </form>
  );
}

interface QuestionProps {
  field: Asked;
  value: string;
  onChange(value: string): void;
}

function Question({ field, value, onChange }: QuestionProps) {
  const { t, lang } = useText();
  const words = inLang(lang, field.label, field.labelEn);
  const label = field.required ? words : t("apply.optional", { label: words });
  const required = field.required && !field.known;
  if (field.kind === "choice") {
    return (
      <label className="apply-choice">
        {label}
        <select
          value={value}
          required={required}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{t("apply.choose")}</option>
          {field.choices.map((one) => (
            <option key={one.label} value={one.label}>
              {inLang(lang, one.label, one.labelEn)}
            </option>
          ))}
        </select>
      </label>
    );
  }
  const type = { text: "text", phone: "tel", date: "date" }[field.kind];
  return (
    <Field
      label={label}
      type={type}
      value={value}
      required={required}
      maxLength={200}
      {...(field.known ? { hint: t("apply.known", { value: field.known }) } : {})}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
