import type { ApplicationRow, Field } from "./tables.ts";

/** Beside the form's fields, what a template may name. */
export const ownPlaceholders = ["number", "day", "store", "result"] as const;

const placeholder = /\{([^{}]*)\}/g;

/** The first placeholder that nothing fills; null: all are known. */
export function unknownPlaceholder(template: string, fields: readonly Field[]): string | null {
  const known = new Set<string>([...ownPlaceholders, ...fields.map((field) => field.key)]);
  const named = Array.from(template.matchAll(placeholder), (match) => match[1] ?? "");
  return named.find((name) => !known.has(name)) ?? null;
}

/** An answer in one language: a choice is told by its label there. */
function saidIn(field: Field | undefined, answer: string, english: boolean): string {
  if (!english || field?.kind !== "choice") return answer;
  return field.choices.find((one) => one.label === answer)?.labelEn ?? answer;
}

interface Facts {
  readonly answers: Readonly<Record<string, string>>;
  readonly day: string;
  readonly store: string;
  readonly storeEn: string | null;
  readonly result: string;
}

/** The document of an application, its template filled in, in the languages that it has. */
export function writeDocument(row: ApplicationRow, facts: Facts) {
  const fill = (template: string, english: boolean) =>
    template.replace(placeholder, (_all, name: string) => {
      if (name === "number") return row.number;
      if (name === "day") return facts.day;
      if (name === "store") return english ? (facts.storeEn ?? facts.store) : facts.store;
      if (name === "result") return facts.result;
      const field = row.fields.find((one) => one.key === name);
      return saidIn(field, facts.answers[name] ?? "", english);
    });
  return {
    zh: fill(row.template, false),
    en: row.template_en === null ? null : fill(row.template_en, true),
  };
}
