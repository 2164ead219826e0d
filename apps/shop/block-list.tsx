import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import type { Block, UnitKind } from "./api.ts";
import { Scene } from "./scene.tsx";
import { useText } from "./text.ts";

const nearestFirst: readonly UnitKind[] = ["store", "city", "region", "group"];

/** What store, city, province and group say: parallel pages, each under its owner's seal. */
export function BlockList({ blocks }: { blocks: Block[] }) {
  const { t } = useText();
  const owners = ownersOf(blocks);
  if (owners.length === 0) return null;
  return (
    <section className="owners" aria-label={t("store.parallel")}>
      {owners.map((own) => (
        <Owner key={own[0].unitId} blocks={own} />
      ))}
    </section>
  );
}

type SomeBlocks = [Block, ...Block[]];

function ownersOf(blocks: Block[]): SomeBlocks[] {
  const owners = new Map<string, SomeBlocks>();
  for (const block of blocks) {
    const own = owners.get(block.unitId);
    if (own) own.push(block);
    else owners.set(block.unitId, [block]);
  }
  const rank = (own: SomeBlocks) => nearestFirst.indexOf(own[0].unitKind);
  return [...owners.values()].sort((a, b) => rank(a) - rank(b));
}

function Owner({ blocks }: { blocks: SomeBlocks }) {
  const { t, lang } = useText();
  const { unitKind, unitName, unitNameEn } = blocks[0];
  return (
    <section className={`owner owner-${unitKind}`}>
      <header className="owner-head">
        <span className="owner-seal" aria-hidden="true">
          {t(`seal.${unitKind}`)}
        </span>
        <p>
          <strong>{inLang(lang, unitName, unitNameEn)}</strong>
          <span>{t(`unit.${unitKind}`)}</span>
        </p>
      </header>
      {blocks.map((block) => (
        <BlockView key={block.blockId} block={block} />
      ))}
    </section>
  );
}

function BlockView({ block }: { block: Block }) {
  const { t, lang } = useText();
  const title = inLang(lang, block.title, block.titleEn);
  const words = inLang(lang, block.text, block.textEn);
  return (
    <article className={`block block-${block.kind}`}>
      {block.kind === "picture" ? <Picture block={block} title={title} /> : null}
      {block.kind === "entitlement" ? (
        <p className="block-right">
          <Icon name="gift" size={18} />
          {t("block.entitlement")}
        </p>
      ) : null}
      {title ? <h2>{title}</h2> : null}
      {words ? <p className="block-words">{words}</p> : null}
    </article>
  );
}

function Picture({ block, title }: { block: Block; title: string }) {
  if (block.imageUrl) {
    return <img className="block-image" src={block.imageUrl} alt={title} loading="lazy" />;
  }
  return (
    <div className="block-image">
      <Scene kind={block.unitKind === "store" ? "cup" : "hills"} seed={block.blockId} />
    </div>
  );
}
