// The page's own script: sums up the collected points, and clears the widget for the next customer.
const widget = document.querySelector('points-widget');
const points = document.getElementById('points');

widget.addEventListener('points-accumulated', ({ detail }) => {
  points.value = Number(points.value) + (detail.score ?? 0);
});
document.getElementById('next').addEventListener('click', () => widget.reset());
