import { inLang } from "#packages/ui/i18n.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import type { Stored } from "./answers.ts";
import { useText } from "./words.ts";

const shownOfHash = 12;

/** The contract as it was accepted, or would be: its words, version and checksum. */
export function ContractWords({ contract }: { contract: Stored["contract"] }) {
  const { t, lang } = useText();
  const { version, hash, words, wordsEn } = contract;
  return (
    <div className="stored-contract">
      <p>{inLang(lang, words, wordsEn)}</p>
      <small>{t("contract.version", { version, hash: hash.slice(0, shownOfHash) })}</small>
    </div>
  );
}

interface SheetProps {
  contract: Stored["contract"];
  onClose(): void;
}

export function ContractSheet({ contract, onClose }: SheetProps) {
  const { t } = useText();
  return (
    <Sheet title={t("contract.title")} closeLabel={t("kit.close")} onClose={onClose}>
      <ContractWords contract={contract} />
    </Sheet>
  );
}
