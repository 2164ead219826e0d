interface MarkedBrand {
  readonly key: string;
  readonly name: string;
  readonly logoMediaId?: string | null;
}

/** The brand's logo, or its first character on its own colour. */
export function BrandMark({ brand }: { brand: MarkedBrand }) {
  if (brand.logoMediaId) {
    const src = `/${brand.key}/media/${brand.logoMediaId}/small`;
    return <img className="c-mark" src={src} alt="" width={32} height={32} />;
  }
  return (
    <span className="c-mark c-mark-letter" aria-hidden="true">
      {[...brand.name][0]}
    </span>
  );
}
