import { columnMoney } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { useShop } from "../shop.ts";
import { candidateOf, listMinor, type Answers } from "./answer.ts";
import { useText } from "./words.ts";

/** From the list prices to what is to be paid, step by step: the figures add up as they stand. */
export function Receipt({ answers }: { answers: Answers }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const answer = answers.own ?? answers.best;
  const { priced, names, sentences } = answer;
  const { payable, delivery, proof } = priced;
  const amount = (minor: number) => columnMoney(minor, brand.currency, lang);
  return (
    <section className="receipt" aria-labelledby="receipt-title">
      <h2 id="receipt-title">{t("receipt.title")}</h2>
      <dl>
        <Row label={t("receipt.list")} value={amount(listMinor(answer))} />
        {delivery.initialMinor > 0 ? (
          <Row label={t("receipt.delivery")} value={`+${amount(delivery.initialMinor)}`} />
        ) : null}
        {priced.applied.map((one, at) => {
          const name = names[one.offerId];
          return (
            <Row
              key={candidateOf(one)}
              label={name ? inLang(lang, name.title, name.titleEn) : t("receipt.offer")}
              note={sentences.applied[at]}
              value={one.amountMinor > 0 ? `−${amount(one.amountMinor)}` : t("receipt.gift")}
              good
            />
          );
        })}
        <div className="receipt-total">
          <dt>{t("cart.payable")}</dt>
          <dd>{amount(payable.totalMinor)}</dd>
        </div>
      </dl>
      <p className="quiet">
        {answers.own
          ? t("receipt.own")
          : proof.kind === "best"
            ? t("receipt.best")
            : t("receipt.bounded", { amount: amount(proof.couldStillSaveMinor) })}
      </p>
    </section>
  );
}

interface RowProps {
  label: string;
  note?: string | undefined;
  value: string;
  good?: boolean;
}

function Row({ label, note, value, good }: RowProps) {
  return (
    <div>
      <dt>
        {label}
        {note ? <small>{note}</small> : null}
      </dt>
      <dd className={good ? "receipt-off" : ""}>{value}</dd>
    </div>
  );
}
