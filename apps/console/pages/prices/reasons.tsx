import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import { candidateId, type Trial } from "./trial.ts";
import { added, type TrialPartProps } from "./trial-cart.tsx";

function useOfferName(trial: Trial) {
  const brand = useBrand();
  return (offerId: string) => {
    const named = trial.names[offerId];
    return named ? brand.named({ name: named.title, nameEn: named.titleEn }) : offerId;
  };
}

function OfferLink({ trial, offerId }: { trial: Trial; offerId: string }) {
  const brand = useBrand();
  const nameOf = useOfferName(trial);
  return <Link to={`/${brand.key}/offers/${offerId}`}>{nameOf(offerId)}</Link>;
}

/** In the order in which they were subtracted: how much, why so much, who bears it. */
export function Applied({ trial }: { trial: Trial }) {
  const { t } = useText();
  const brand = useBrand();
  const { applied, gifts } = trial.priced;
  if (applied.length === 0) return <p className="c-quiet">{t("trial.appliedNone")}</p>;
  return (
    <ol className="c-told">
      {applied.map((one, at) => (
        <li key={candidateId(one)}>
          <header>
            <OfferLink trial={trial} offerId={one.offerId} />
            <small>{t(`category.${one.category}`)}</small>
            <b>
              {one.amountMinor > 0
                ? `−${brand.money(one.amountMinor)}`
                : gifts.some((gift) => gift.offerId === one.offerId)
                  ? t("trial.gift")
                  : ""}
            </b>
          </header>
          <p>{trial.sentences.applied[at]}</p>
          <p className="c-quiet">
            {one.shares
              .filter((share) => share.amountMinor > 0)
              .map(({ party, amountMinor }) =>
                `${t(`offer.payer.${party}`)} ${brand.money(amountMinor)}`,
              )
              .join(" · ")}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** What does not apply, and the reason of each. */
export function NotApplied({ trial }: { trial: Trial }) {
  return (
    <ul className="c-told">
      {trial.priced.notApplied.map((one, at) => (
        <li key={candidateId(one)}>
          <header>
            <OfferLink trial={trial} offerId={one.offerId} />
          </header>
          <p>{trial.sentences.notApplied[at]}</p>
        </li>
      ))}
    </ul>
  );
}

/** The way to the next step of an offer; what it needs is put into the cart by a press. */
export function NextSteps({ trial, input, change }: TrialPartProps & { readonly trial: Trial }) {
  const { t } = useText();
  const brand = useBrand();
  const put = (add: readonly { productId: string; quantity: number }[]) => {
    const lines = add.reduce((all, one) => {
      const product = trial.products[one.productId];
      return added(all, one, product ? brand.named(product) : one.productId);
    }, input.lines);
    change({ lines });
  };
  return (
    <ul className="c-told">
      {trial.priced.nextSteps.map((one, at) => {
        const { add } = one;
        return (
          <li key={`${one.offerId} ${one.tier}`}>
            <header>
              <OfferLink trial={trial} offerId={one.offerId} />
              {add && add.length > 0 ? (
                <Button size="small" onClick={() => put(add)}>
                  {t("trial.nextAdd")}
                </Button>
              ) : null}
            </header>
            <p>{trial.sentences.nextSteps[at]}</p>
          </li>
        );
      })}
    </ul>
  );
}
