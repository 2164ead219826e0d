import { useEffect } from "react";
import { Button } from "#packages/ui/button.tsx";
import { columnMoney } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import type { Voucher } from "../api.ts";
import { navigate } from "../router.ts";
import { useShop } from "../shop.ts";
import { useWallet } from "../wallet.ts";
import type { CartAnswer } from "./answer.ts";
import { useText } from "./words.ts";

type Applied = CartAnswer["priced"]["applied"][number];

interface TillVouchersProps {
  answer: CartAnswer;
  /** Where the voucher's screen leads back to. */
  here: string;
  /** One of them has been redeemed. */
  onUsed(): void;
}

/** The vouchers in the price, each with the way to its code until it is redeemed. */
export function TillVouchers({ answer, here, onUsed }: TillVouchersProps) {
  const { t } = useText();
  const wallet = useWallet();
  const applied = answer.priced.applied.filter((one) => one.voucherId !== null);
  const voucherOf = (one: Applied) =>
    wallet.vouchers?.find((voucher) => voucher.voucherId === one.voucherId);
  const someUsed = applied.some((one) => voucherOf(one)?.state === "used");
  useEffect(() => {
    if (someUsed) onUsed();
  }, [someUsed, onUsed]);
  if (applied.length === 0) return null;
  return (
    <section className="till-vouchers" aria-labelledby="till-vouchers">
      <h2 id="till-vouchers">{t("till.vouchers", { count: applied.length })}</h2>
      <ul>
        {applied.map((one) => (
          <li key={one.voucherId}>
            <VoucherRow one={one} voucher={voucherOf(one)} answer={answer} here={here} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface VoucherRowProps {
  one: Applied;
  voucher: Voucher | undefined;
  answer: CartAnswer;
  here: string;
}

function VoucherRow({ one, voucher, answer, here }: VoucherRowProps) {
  const { brand, path } = useShop();
  const { t, lang } = useText();
  const name = answer.names[one.offerId];
  const title = name ? inLang(lang, name.title, name.titleEn) : t("receipt.offer");
  const off = one.amountMinor > 0 ? `−${columnMoney(one.amountMinor, brand.currency, lang)}` : "";
  return (
    <div className="till-voucher">
      <p>
        <strong>{title}</strong>
        <span>{voucher?.kind === "cart_only" ? t("till.byHand", { off }) : off}</span>
      </p>
      {voucher?.state === "used" ? (
        <span className="till-used">
          <Icon name="check" size={18} />
          {t("show.used")}
        </span>
      ) : null}
      {voucher?.state !== "used" && voucher?.kind !== "cart_only" ? (
        <Button
          aria-label={`${t("till.show")} ${title}`}
          onClick={() => navigate(path(`/wallet/${one.voucherId}`), false, here)}
        >
          {t("till.show")}
        </Button>
      ) : null}
    </div>
  );
}
