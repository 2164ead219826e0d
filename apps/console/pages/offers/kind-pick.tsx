import { Button } from "antd";
import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { useText } from "../../text.ts";
import { KindPicture } from "./kind-picture.tsx";
import { cartKinds, goodsKinds, type OfferKind, voucherKinds } from "./offer-kinds.ts";

interface KindPickProps {
  readonly value?: OfferKind;
  onChange?(kind: OfferKind): void;
  /** Whether all kinds are shown from the start. */
  readonly open: boolean;
  readonly disabled?: boolean;
}

const kindGroups = [
  { name: "cart", kinds: cartKinds },
  { name: "goods", kinds: goodsKinds },
  { name: "voucher", kinds: voucherKinds },
] as const;

/** What the offer is, by plain words, a picture and an example; once chosen it is one line. */
export function KindPick({ value = "amount_off", onChange, open: first, disabled }: KindPickProps) {
  const { t } = useText();
  const [open, setOpen] = useState(first);
  const change = useRef<HTMLButtonElement>(null);
  const picked = useRef(false);
  const name = useId();
  useEffect(() => {
    if (!open && picked.current) change.current?.focus();
  }, [open]);
  if (!open) {
    const may = !disabled && value !== "custom";
    const onOpen = may ? { onOpen: () => setOpen(true) } : {};
    return <Chosen kind={value} change={change} {...onOpen} />;
  }
  return (
    <div className="c-kinds" role="radiogroup" aria-label={t("offer.kindChoose")}>
      {kindGroups.map((group) => (
        <section key={group.name}>
          <h3>{t(`offer.kindGroup.${group.name}`)}</h3>
          <div className="c-kind-grid">
            {group.kinds.map((kind) => (
              <label
                key={kind}
                className={`c-kind ${kind === value ? "c-kind-now" : ""}`}
                // arrow keys walk through the kinds; only a finger or a mouse has decided
                onPointerUp={() => {
                  if (disabled) return;
                  picked.current = true;
                  onChange?.(kind);
                  setOpen(false);
                }}
              >
                <input
                  className="b-hidden"
                  type="radio"
                  name={name}
                  value={kind}
                  checked={kind === value}
                  disabled={disabled ?? false}
                  onChange={() => onChange?.(kind)}
                />
                <KindPicture kind={kind} />
                <span>
                  <strong>{t(`offer.kind.${kind}`)}</strong>
                  <small>{t(`offer.eg.${kind}`)}</small>
                </span>
              </label>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

interface ChosenProps {
  readonly kind: OfferKind;
  readonly change: RefObject<HTMLButtonElement | null>;
  onOpen?(): void;
}

function Chosen({ kind, change, onOpen }: ChosenProps) {
  const { t } = useText();
  return (
    <div className="c-kind-chosen">
      <KindPicture kind={kind} />
      <span>
        <strong>{t(`offer.kind.${kind}`)}</strong>
        {kind === "custom" || kind === "unstated" ? null : (
          <small>{t(`offer.eg.${kind}`)}</small>
        )}
      </span>
      {onOpen ? (
        <Button ref={change} onClick={onOpen}>{t("offer.kindChange")}</Button>
      ) : null}
    </div>
  );
}
