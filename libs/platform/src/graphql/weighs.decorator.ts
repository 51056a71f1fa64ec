import { Extensions } from '@nestjs/graphql';

/**
 * Says how many objects a field is worth where the size of a query is counted (query-shape.rule.ts): a long text is
 * more to send, and rendering more to do, than the object around it.
 */
export const Weighs = (objects: number): MethodDecorator & PropertyDecorator => Extensions({ weight: objects });

/** The weight of a text as long as a post: one page of such texts in two forms fits into a query, two pages do not. */
export const TEXT_WEIGHT = 40;

/** The weight of what may stand once in a query. */
export const ONCE = 4_000;
