import "../styles/reviews.css";

export { MyReviewsScreen } from "./my-reviews-screen.tsx";
export { ProductReviewsScreen } from "./product-reviews-screen.tsx";
export { ReviewPart } from "./review-part.tsx";
export { StoreReviewsScreen } from "./store-reviews-screen.tsx";
export { loadMore } from "./words.ts";
