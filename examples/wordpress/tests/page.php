<?php
/**
 * Prints a page of a site with the plugin: `php page.php 'A text with a [points_widget].' '{"api_base": "…"}'`.
 */

require __DIR__ . '/wordpress.php';

list( , $text, $options )      = $argv;
$GLOBALS['wp']['options']      = array( POINTS_WIDGET_OPTION => json_decode( $options, true ) );
$content                       = do_shortcode( $text );

echo "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Brand</title><link rel=\"icon\" href=\"data:,\"></head>\n";
echo "<body>\n" . $content . "\n" . wp_footer() . "</body></html>\n";
