import { Extensions } from '@nestjs/graphql';

/**
 * Says how many a list without pages holds at most, where the size of a query is counted (query-shape.rule.ts). A list
 * that says nothing counts as fifty.
 */
export const Holds = (atMost: number): MethodDecorator & PropertyDecorator => Extensions({ atMost });
