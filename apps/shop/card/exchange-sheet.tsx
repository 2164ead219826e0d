import { useRef, useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { SignInForm } from "../sign-in-form.tsx";
import type { MallItem } from "./answers.ts";
import { useText } from "./words.ts";

interface SheetProps {
  item: MallItem;
  /** Null: not signed in, or not known yet. */
  have: number | null;
  onClose(): void;
  onChanged(): void;
}

/** What it costs and what is left after it; one press exchanges, once. */
export function ExchangeSheet(props: SheetProps) {
  const { item, onClose } = props;
  const { member } = useShop();
  const { t, lang } = useText();
  const [voucherId, setVoucherId] = useState<string>();
  const title = inLang(lang, item.offer.title, item.offer.titleEn);
  return (
    <Sheet title={title} closeLabel={t("kit.close")} onClose={onClose}>
      {voucherId ? <Done voucherId={voucherId} /> : null}
      {voucherId || member ? null : (
        <SignInForm
          confirm={t("signIn.confirm")}
          why={t("mall.signIn")}
          onSignedIn={props.onChanged}
        />
      )}
      {!voucherId && member ? <Ask {...props} onDone={setVoucherId} /> : null}
    </Sheet>
  );
}

function Ask({ item, have, onChanged, onDone }: SheetProps & { onDone(voucherId: string): void }) {
  const { api, brand } = useShop();
  const { t, lang } = useText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  // One key a sheet: pressed again after a lost answer, it is the same exchange.
  const key = useRef(crypto.randomUUID?.() ?? `${Date.now()}-${item.itemId}`);
  const { points, offer } = item;
  const description = offer.description && inLang(lang, offer.description, offer.descriptionEn);
  const short = have !== null && have < points;

  async function exchange(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      const done = await api.call("exchangePoints", {
        path: { brand: brand.key, itemId: item.itemId },
        body: { expectedPoints: points },
        idempotencyKey: key.current,
      });
      onDone(done.voucher.voucherId);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
    onChanged();
  }

  return (
    <div className="mall-ask">
      {description ? <p>{description}</p> : null}
      <dl className="facts">
        <dt>{t("mall.costs")}</dt>
        <dd>{t("mall.points", { points })}</dd>
        {have === null ? null : (
          <>
            <dt>{short ? t("mall.haveNow") : t("mall.after")}</dt>
            <dd>{t("mall.points", { points: short ? have : have - points })}</dd>
          </>
        )}
      </dl>
      <p className="quiet">{t("mall.note")}</p>
      {problem ? <Notice {...problem} /> : null}
      <Button wide data-first busy={busy} disabled={short} onClick={() => void exchange()}>
        {short
          ? t("mall.missing", { points: points - (have ?? 0) })
          : t("mall.confirm", { points })}
      </Button>
    </div>
  );
}

function Done({ voucherId }: { voucherId: string }) {
  const { path } = useShop();
  const { t } = useText();
  return (
    <div className="mall-done" role="status">
      <span className="spent-tick"><Icon name="check" size={48} /></span>
      <p>{t("mall.got")}</p>
      <a className={buttonClass("main", true)} href={path(`/wallet/${voucherId}`)} onClick={onLink}>
        {t("mall.toVoucher")}
      </a>
    </div>
  );
}
