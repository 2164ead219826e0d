import { Type as T } from "typebox";
import { Id, Millis, Nullable, Text, Word } from "#platform/schema.ts";
import { applicationStates, fieldKinds } from "./tables.ts";

const text = T.String();
export const closed = { additionalProperties: false };

const label = { label: Text(40), labelEn: Nullable(Text(60)) };
const FieldSchema = T.Object(
  {
    key: T.String({ pattern: "^[a-z][a-z0-9_]{0,29}$" }),
    kind: Word(...fieldKinds),
    ...label,
    required: T.Boolean(),
    choices: T.Array(T.Object(label, closed), { maxItems: 20 }),
  },
  closed,
);

export const FormSchema = T.Object(
  {
    fields: T.Array(FieldSchema, { minItems: 1, maxItems: 12 }),
    template: T.String({
      ...Text(2000),
      description: "the document; {key} of a field, {number}, {day}, {store}, {result} are filled",
    }),
    templateEn: Nullable(Text(2000)),
    keepDays: T.Integer({
      minimum: 1,
      maximum: 3650,
      description: "after the end; then what was written is forgotten",
    }),
    active: T.Boolean(),
  },
  closed,
);

const HandlingSchema = Word("apply_online", "print_in_store");

export const OfferedFormSchema = T.Object({
  productId: Id,
  productName: text,
  productNameEn: Nullable(text),
  handling: HandlingSchema,
  keepDays: T.Integer(),
  fields: T.Array(T.Object({
    ...FieldSchema.properties,
    known: Nullable(T.String({ description: "what the brand knows of who asks; phones masked" })),
  })),
});

const AnswersSchema = T.Array(
  T.Object(
    { key: Text(30), value: Nullable(Text(200, 0)) },
    { ...closed, description: "value null: as the brand knows it" },
  ),
  { maxItems: 12 },
);
export const SubmitBody = T.Object({ productId: Id, storeId: Id, answers: AnswersSchema }, closed);
export const ResubmitBody = T.Object({ answers: AnswersSchema }, closed);

const shared = {
  applicationId: Id,
  number: text,
  productId: Id,
  productName: text,
  productNameEn: Nullable(text),
  handling: HandlingSchema,
  storeId: Id,
  storeName: text,
  storeNameEn: Nullable(text),
  state: Word(...applicationStates),
  answers: T.Array(T.Object({
    key: text,
    kind: Word(...fieldKinds),
    label: text,
    labelEn: Nullable(text),
    value: text,
    valueEn: Nullable(text),
  })),
  reason: Nullable(T.String({ description: "why it was returned or refused" })),
  document: Nullable(text),
  documentEn: Nullable(text),
  madeAt: Millis,
  changedAt: Millis,
  closedAt: Nullable(Millis),
  forgottenAt: Nullable(Millis),
  steps: T.Array(T.Object({ act: text, by: Word("member", "staff", "system"), at: Millis })),
  prints: T.Array(T.Object({
    printNo: T.Integer(),
    storeName: text,
    storeNameEn: Nullable(text),
    printedAt: Millis,
  })),
};

export const MyApplicationSchema = T.Object({
  ...shared,
  storeCode: text,
  storeAddress: text,
  storePhone: text,
  timeZone: text,
  showText: T.String({ description: "what the QR says" }),
  fields: T.Array(FieldSchema),
  may: T.Array(Word("resubmit", "withdraw")),
});

export const StaffApplicationSchema = T.Object({
  ...shared,
  memberMasked: Nullable(text),
  memberNameMasked: Nullable(text),
  may: T.Array(Word("accept", "finish", "return", "refuse", "print")),
});
