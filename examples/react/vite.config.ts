import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `make demo` answers there; in production, the brand's own relay.
const proxy = { '/points': process.env.POINTS_RELAY ?? 'http://127.0.0.1:8787' };

export default defineConfig({
  plugins: [react()],
  // The package's files find each other by their addresses: the development server is to leave them where they are.
  optimizeDeps: { exclude: ['points-widget'] },
  server: { proxy },
  preview: { proxy },
});
