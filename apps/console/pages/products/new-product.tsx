import { useNavigate } from "@tanstack/react-router";
import { Button, Drawer, Form, Input } from "antd";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

interface Typed {
  readonly externalCode: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly category?: string;
}

/** The least that a product needs; the rest is on its own page. */
export function NewProduct({ onClose }: { onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const create = useWrite("createProduct", {
    done: t("form.saved"),
    onDone: ({ productId }) => void navigate({ to: `/${brand.key}/products/${productId}` }),
  });
  const save = ({ externalCode, name, nameEn, category }: Typed) =>
    create.mutate({
      path: brand.path,
      body: { externalCode, name, nameEn: nameEn || null, category: category || null },
    });
  const required = [{ required: true, message: t("form.required") }];
  const optional = t("form.optional");
  return (
    <Drawer open onClose={onClose} size="min(480px, 100vw)" title={t("product.new")}>
      <Form<Typed> layout="vertical" onFinish={save}>
        <Form.Item name="name" label={t("form.name")} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="externalCode" label={t("products.code")} rules={required}>
          <Input maxLength={64} />
        </Form.Item>
        <Form.Item name="category" label={`${t("products.category")} · ${optional}`}>
          <Input maxLength={600} placeholder={t("product.categoryHint")} />
        </Form.Item>
        <Form.Item name="nameEn" label={`${t("form.english")} · ${optional}`}>
          <Input maxLength={200} />
        </Form.Item>
        <Button type="primary" block htmlType="submit" loading={create.isPending}>
          {t("form.create")}
        </Button>
      </Form>
    </Drawer>
  );
}
