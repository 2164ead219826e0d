import { Button, Input } from "antd";
import { useRef } from "react";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import type { PanelProps, ProductForm } from "./product-page.tsx";

type Picture = ProductForm["pictures"][number];

const most = 12;

/** The pictures in their order; each says in words what it shows. */
export function PicturesPanel({ product, form }: PanelProps) {
  const brand = useBrand();
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const upload = useWrite("uploadPicture");
  const save = useWrite("setProductPictures", { done: t("form.saved") });
  const { pictures } = form;
  const may = brand.may("catalogue.write");
  const put = (next: readonly Omit<Picture, "url">[]) =>
    save.mutate({
      path: { ...brand.path, productId: product.productId },
      body: { pictures: next.map(({ mediaId, alt, altEn }) => ({ mediaId, alt, altEn })) },
    });
  const add = async (file: File) => {
    const raw = { data: file, type: file.type };
    const { mediaId } = await upload.mutateAsync({ path: brand.path, raw });
    put([...pictures, { mediaId, alt: product.name, altEn: product.nameEn }]);
  };
  return (
    <fieldset className="c-fields">
      <legend>{t("pictures.title")}</legend>
      <ul className="c-pictures">
        {pictures.map((one, at) => (
          <Shown key={`${at} ${one.mediaId}`} at={at} pictures={pictures} may={may} put={put} />
        ))}
      </ul>
      {may && pictures.length < most ? (
        <div className="c-form-foot">
          <Button
            loading={upload.isPending || save.isPending}
            onClick={() => input.current?.click()}
          >
            {t("pictures.add")}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            accept="image/png,image/jpeg,image/webp"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file) void add(file).catch(() => undefined);
            }}
          />
        </div>
      ) : null}
    </fieldset>
  );
}

interface ShownProps {
  readonly at: number;
  readonly pictures: readonly Picture[];
  readonly may: boolean;
  put(next: readonly Picture[]): void;
}

function Shown({ at, pictures, may, put }: ShownProps) {
  const { t } = useText();
  const one = pictures[at];
  const swap = (a: number, b: number) =>
    put(pictures.map((own, n) => (n === a ? pictures[b] : n === b ? pictures[a] : own) ?? own));
  if (!one) return null;
  const rename = (alt: string) => {
    if (alt !== one.alt) put(pictures.map((own, n) => (n === at ? { ...own, alt } : own)));
  };
  const act = (label: string, disabled: boolean, run: () => void) => (
    <Button size="small" type="text" disabled={disabled} onClick={run}>{label}</Button>
  );
  return (
    <li>
      <img src={one.url} alt={one.alt} />
      <Input
        aria-label={t("pictures.alt", { at: at + 1 })}
        placeholder={t("pictures.altHint")}
        maxLength={200}
        defaultValue={one.alt}
        disabled={!may}
        onBlur={(event) => rename(event.target.value.trim())}
      />
      {may ? (
        <span className="c-actions">
          {act(t("blocks.up"), at === 0, () => swap(at, at - 1))}
          {act(t("blocks.down"), at === pictures.length - 1, () => swap(at, at + 1))}
          {act(t("form.delete"), false, () => put(pictures.filter((_, n) => n !== at)))}
        </span>
      ) : null}
    </li>
  );
}
