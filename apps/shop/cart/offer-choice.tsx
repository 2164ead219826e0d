import { Button } from "#packages/ui/button.tsx";
import { columnMoney } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useShop } from "../shop.ts";
import { choicesOf, unusableOf, type Answers, type Choice } from "./answer.ts";
import type { Prices } from "./use-prices.ts";
import { useText } from "./words.ts";

/** Which offers count: the best combination unless the member ticks another one. */
export function OfferChoice({ answers, prices }: { answers: Answers; prices: Prices }) {
  const { t } = useText();
  const choices = choicesOf(answers);
  const unusable = unusableOf(answers);
  if (choices.length + unusable.length === 0) return null;
  return (
    <section className="choice" aria-labelledby="choice-title">
      <h2 id="choice-title">{t("choice.title")}</h2>
      {choices.length > 0 ? (
        <ul>
          {choices.map((choice) => (
            <li key={choice.id}>
              <ChoiceRow
                choice={choice}
                answers={answers}
                onToggle={() => prices.toggle(choice.id)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {answers.own ? <Beside answers={answers} onBest={prices.best} /> : null}
      {unusable.length > 0 ? <Unusable answers={answers} unusable={unusable} /> : null}
    </section>
  );
}

interface ChoiceRowProps {
  choice: Choice;
  answers: Answers;
  onToggle(): void;
}

function ChoiceRow({ choice, answers, onToggle }: ChoiceRowProps) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const name = (answers.own ?? answers.best).names[choice.offerId]
    ?? answers.best.names[choice.offerId];
  const off = choice.amountMinor > 0
    ? `−${columnMoney(choice.amountMinor, brand.currency, lang)}`
    : choice.ticked ? t("receipt.gift") : "";
  return (
    <label className="choice-row">
      <input type="checkbox" checked={choice.ticked} onChange={onToggle} />
      <span className="choice-words">
        <strong>
          {choice.voucherId ? <Icon name="ticket" size={16} /> : null}
          {name ? inLang(lang, name.title, name.titleEn) : t("receipt.offer")}
        </strong>
        {choice.why ? <small>{choice.why}</small> : null}
      </span>
      <span className="choice-off">{off}</span>
    </label>
  );
}

/** The member's own combination beside the best one. */
function Beside({ answers, onBest }: { answers: Answers; onBest(): void }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const best = answers.best.priced.payable.totalMinor;
  const own = answers.own?.priced.payable.totalMinor ?? best;
  const amount = (minor: number) => columnMoney(minor, brand.currency, lang);
  return (
    <div className="choice-beside" role="status">
      <p>
        {t("choice.own", { amount: amount(own) })}
        <strong>
          {own > best
            ? t("choice.worse", { best: amount(best), amount: amount(own - best) })
            : t("choice.same")}
        </strong>
      </p>
      <Button look="soft" onClick={onBest}>{t("choice.takeBest")}</Button>
    </div>
  );
}

interface UnusableProps {
  answers: Answers;
  unusable: { offerId: string; sentence: string }[];
}

function Unusable({ answers, unusable }: UnusableProps) {
  const { t, lang } = useText();
  return (
    <details className="choice-folded">
      <summary>
        <span>{t("choice.unusable", { count: unusable.length })}</span>
        <Icon name="down" size={18} />
      </summary>
      <ul>
        {unusable.map(({ offerId, sentence }, at) => {
          const name = answers.best.names[offerId];
          return (
            <li key={at}>
              <strong>{name ? inLang(lang, name.title, name.titleEn) : t("receipt.offer")}</strong>
              <span>{sentence}</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
