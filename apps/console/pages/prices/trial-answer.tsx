import { Button, Checkbox, Segmented, Switch } from "antd";
import { tellProof } from "#packages/pricing/browser.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import { LineSplit } from "./line-split.tsx";
import { Applied, NextSteps, NotApplied } from "./reasons.tsx";
import { candidateId, candidatesOf, type Trial, type TrialInput } from "./trial.ts";
import { Waterfall } from "./waterfall.tsx";

interface TrialAnswerProps {
  readonly best: Trial;
  /** The price of the ticked combination; null while the best is looked at. */
  readonly own: Trial | null;
  /** One of the two. */
  readonly shown: Trial;
  show(which: "best" | "own"): void;
  readonly chosen: readonly string[] | null;
  choose(ids: readonly string[] | null): void;
  readonly input: TrialInput;
  change(part: Partial<TrialInput>): void;
}

/** What it costs, how it comes to that, and what else could be. */
export function TrialAnswer(props: TrialAnswerProps) {
  const { best, own, shown, show, chosen, choose } = props;
  const { t } = useText();
  return (
    <>
      <Payable trial={shown} own={shown === own} />
      {own ? <Beside best={best} own={own} shown={shown} show={show} /> : null}
      <section className="c-panel">
        <h2>{t("trial.steps")}</h2>
        <Waterfall trial={shown} />
      </section>
      <section className="c-panel">
        <h2>{t("trial.applied")}</h2>
        <Applied trial={shown} />
      </section>
      <section className="c-panel">
        <h2>{t("trial.lines")}</h2>
        <LineSplit trial={shown} />
      </section>
      {shown.priced.nextSteps.length > 0 ? (
        <section className="c-panel">
          <h2>{t("trial.next")}</h2>
          <NextSteps trial={shown} input={props.input} change={props.change} />
        </section>
      ) : null}
      <section className="c-panel">
        <h2>{t("trial.notApplied")}</h2>
        <NotApplied trial={shown} />
        <label className="c-check">
          <Switch
            size="small"
            aria-label={t("trial.explainAll")}
            checked={props.input.explainAll}
            onChange={(explainAll) => props.change({ explainAll })}
          />
          {t("trial.explainAll")}
        </label>
      </section>
      <Choose best={best} chosen={chosen} choose={choose} />
    </>
  );
}

function Payable({ trial, own }: { trial: Trial; own: boolean }) {
  const { t, lang } = useText();
  const brand = useBrand();
  const { priced } = trial;
  const { dueMinor, totalMinor } = priced.payable;
  const list = priced.lines.reduce((sum, line) => sum + line.initialMinor, 0)
    + priced.delivery.initialMinor;
  const { currency, timeZone } = brand.me.brand;
  const proof = tellProof(priced.proof, { lang, currency, timeZone, offers: {} });
  return (
    <header className="c-payable">
      <p>
        <span>{t("trial.due")}</span>
        <strong>{brand.money(dueMinor)}</strong>
        {list > totalMinor ? (
          <small>{t("trial.saved", { amount: brand.money(list - totalMinor) })}</small>
        ) : null}
      </p>
      <p className="c-quiet">{own ? t("trial.ownProof", { proof }) : proof}</p>
    </header>
  );
}

interface BesideProps {
  readonly best: Trial;
  readonly own: Trial;
  readonly shown: Trial;
  show(which: "best" | "own"): void;
}

/** The ticked combination beside the best one. */
function Beside({ best, own, shown, show }: BesideProps) {
  const { t } = useText();
  const brand = useBrand();
  const [least, mine] = [best.priced.payable.dueMinor, own.priced.payable.dueMinor];
  return (
    <div className="c-beside" role="status">
      <Segmented<"best" | "own">
        value={shown === own ? "own" : "best"}
        onChange={show}
        options={[
          { value: "best", label: `${t("trial.best")} ${brand.money(least)}` },
          { value: "own", label: `${t("trial.own")} ${brand.money(mine)}` },
        ]}
      />
      <span>
        {mine === least
          ? t("trial.ownSame")
          : t("trial.ownMore", { amount: brand.money(mine - least) })}
      </span>
    </div>
  );
}

interface ChooseProps {
  readonly best: Trial;
  readonly chosen: readonly string[] | null;
  choose(ids: readonly string[] | null): void;
}

/** A member may want another combination: ticked here, priced beside the best. */
function Choose({ best, chosen, choose }: ChooseProps) {
  const { t } = useText();
  const brand = useBrand();
  const candidates = candidatesOf(best.priced);
  if (candidates.length === 0) return null;
  const ticked = chosen ?? best.priced.applied.map(candidateId);
  const nameOf = (offerId: string) => {
    const named = best.names[offerId];
    return named ? brand.named({ name: named.title, nameEn: named.titleEn }) : offerId;
  };
  return (
    <section className="c-panel">
      <h2>{t("trial.choose")}</h2>
      <p className="c-quiet">{t("trial.chooseHint")}</p>
      <Checkbox.Group
        className="c-choose"
        value={[...ticked]}
        onChange={(ids) => choose(ids as string[])}
        options={candidates.map((one) => ({ value: one.id, label: nameOf(one.offerId) }))}
      />
      {chosen ? (
        <Button onClick={() => choose(null)}>{t("trial.chooseBest")}</Button>
      ) : null}
    </section>
  );
}
