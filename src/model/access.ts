import { z } from 'zod';

export const shortestPassword = 10;
export const longestPassword = 128;

export const SignIn = z.object({ password: z.string().max(1000) });
export const NewPassword = z.object({ password: z.string().max(1000), current: z.string().max(1000).optional() });
