import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

// The sandbox that `make demo` starts; in production, the brand's own relay.
const proxy = { '/points': process.env.POINTS_RELAY ?? 'http://127.0.0.1:8787' };

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'points-widget' } } })],
  // The package's files refer to each other by relative URLs, so the development server must not move them.
  optimizeDeps: { exclude: ['points-widget'] },
  server: { proxy },
  preview: { proxy },
});
