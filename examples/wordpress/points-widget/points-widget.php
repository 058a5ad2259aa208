<?php
/**
 * Plugin Name:       Points Widget
 * Description:       The shortcode [points_widget]: customers redeem a product code and see their points history.
 * Version:           0.1.0
 * Requires at least: 5.7
 * Requires PHP:      7.4
 * License:           MIT OR Apache-2.0
 * Text Domain:       points-widget
 *
 * @package points-widget
 */

defined( 'ABSPATH' ) || exit;

const POINTS_WIDGET_FILE = __FILE__;

require __DIR__ . '/includes/options.php';
require __DIR__ . '/includes/script.php';
require __DIR__ . '/includes/shortcode.php';
require __DIR__ . '/includes/settings.php';

add_shortcode( 'points_widget', 'points_widget_shortcode' );
add_filter( 'script_loader_tag', 'points_widget_module_tag', 10, 3 );
add_action( 'admin_init', 'points_widget_register_settings' );
add_action( 'admin_menu', 'points_widget_add_settings_page' );
